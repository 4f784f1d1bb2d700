import {
  Client,
  Connection,
  isGrpcServiceError,
  NamespaceNotFoundError,
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { TemporalConfig } from './config.js';
import { encryptingConverter } from './data-converter.js';
import { callCarryingClient } from './interceptors.js';

/** Temporal, or the part of it that was needed, did not answer in time. Says nothing about the request itself. */
export class TemporalUnavailable extends Error {}

/**
 * The process's client. Nothing is connected until it is used, and gRPC reconnects by itself: a process boots and answers while
 * Temporal is away.
 */
export class TemporalClient {
  private readonly connection: Connection;
  private readonly client: Client;

  constructor(
    private readonly config: TemporalConfig,
    dataConverter: DataConverter = encryptingConverter(config),
  ) {
    this.connection = Connection.lazy({
      address: config.TEMPORAL_ADDRESS,
      // gRPC waits up to two minutes between attempts by itself; a Temporal that came back is used within seconds.
      channelArgs: { 'grpc.initial_reconnect_backoff_ms': 500, 'grpc.max_reconnect_backoff_ms': 3_000 },
    });
    this.client = new Client({
      connection: this.connection,
      namespace: config.TEMPORAL_NAMESPACE,
      dataConverter,
      interceptors: { workflow: [callCarryingClient] },
    });
  }

  /** Runs `work` against Temporal; what fails because Temporal is away fails as `TemporalUnavailable`, within `withinMs`. */
  async use<T>(work: (client: Client) => Promise<T>, withinMs = 10_000): Promise<T> {
    try {
      return await this.connection.withDeadline(Date.now() + withinMs, () => work(this.client));
    } catch (error) {
      if (isUnavailable(error)) throw new TemporalUnavailable(`Temporal did not answer: ${causeOf(error)}`);
      throw error;
    }
  }

  /** For health checks: rejects while the namespace cannot be used. */
  async check(): Promise<void> {
    const { TEMPORAL_NAMESPACE: namespace } = this.config;
    await this.use(() => this.connection.workflowService.describeNamespace({ namespace }), 1_500);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

/** UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, RESOURCE_EXHAUSTED, ABORTED, INTERNAL: the server's state, not the request. */
const unavailableCodes = new Set([14, 4, 1, 2, 8, 10, 13]);

function isUnavailable(error: unknown): boolean {
  // A namespace that is not there yet: Temporal was set up anew and is about to be given it.
  if (error instanceof NamespaceNotFoundError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (isGrpcServiceError(at)) return unavailableCodes.has(at.code);
  }
  return error instanceof ServiceError;
}

const causeOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
