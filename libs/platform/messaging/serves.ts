import { MessagePattern } from '@nestjs/microservices';
import { z } from 'zod';
import { Problem, type ProblemDetails } from '../http/problem.js';
import { runInCall } from '../telemetry/call-context.js';
import { processLogger } from '../telemetry/logger.js';
import { envelope } from './call.js';

type Schema = z.ZodType;
/** An HTTP operation as a service sees it. */
export interface ServedOperation {
  readonly subject: string;
  readonly params: Schema;
  readonly query: Schema;
  readonly body: Schema;
  readonly reply: Schema;
}
/** A request between services. */
export interface ServedMessage {
  readonly subject: string;
  readonly request: Schema;
  readonly reply: Schema;
}
export type Served = ServedOperation | ServedMessage;

export type InputFor<S extends Served> = S extends ServedOperation
  ? {
      readonly params: z.output<S['params']>;
      readonly query: z.output<S['query']>;
      readonly body: z.output<S['body']>;
      readonly idempotencyKey?: string;
      readonly ifMatch?: number;
      readonly upload?: { fileId: string; name: string; contentType: string; size: number };
    }
  : S extends ServedMessage
    ? z.output<S['request']>
    : never;
export type ReplyFor<S extends Served> = z.output<S['reply']>;

export type Answer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly problem: ProblemDetails };

/**
 * Makes a controller method answer a contract: subscribes it to the subject, validates the input against the contract's schema, puts
 * the request's ids on its log lines, and turns what it throws into problem details.
 */
export function Serves<S extends Served>(served: S) {
  return <M extends (input: InputFor<S>, call: never) => Promise<ReplyFor<S>>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    const method = descriptor.value;
    if (!method) throw new Error(`@Serves(${served.subject}) belongs on a method`);
    const schema = inputSchema(served);
    const serve = async function (this: unknown, packet: unknown): Promise<Answer> {
      const parsed = envelope.safeParse(packet);
      if (!parsed.success) return { ok: false, problem: malformed(served.subject, parsed.error).toDetails() };
      const { call, input } = parsed.data;
      const answered = async (): Promise<Answer> => {
        const request = schema.safeParse(input);
        if (!request.success)
          return { ok: false, problem: malformed(served.subject, request.error).toDetails(call.requestId) };
        try {
          return { ok: true, data: await method.call(this, request.data as InputFor<S>, call as never) };
        } catch (error) {
          return { ok: false, problem: problemOf(error, served.subject).toDetails(call.requestId) };
        }
      };
      const actorId = typeof call.actor?.accountId === 'string' ? call.actor.accountId : undefined;
      return runInCall(
        { requestId: call.requestId, companyId: call.companyId, ...(actorId ? { actorId } : {}) },
        async () => {
          const began = performance.now();
          const answer = await answered();
          const ms = Math.round(performance.now() - began);
          const refused = answer.ok ? {} : { status: answer.problem.status, code: answer.problem.code };
          processLogger().info({ subject: served.subject, ms, ...refused }, 'served');
          return answer;
        },
      );
    };
    // The wire's face takes the method's place: Nest calls it with the packet.
    descriptor.value = serve as unknown as M;
    MessagePattern(served.subject)(target, key, descriptor);
  };
}

function inputSchema(served: Served): Schema {
  if ('request' in served) return served.request;
  return z.strictObject({
    params: served.params,
    query: served.query,
    body: served.body,
    idempotencyKey: z.string().optional(),
    ifMatch: z.int().optional(),
    upload: z.strictObject({ fileId: z.uuid(), name: z.string(), contentType: z.string(), size: z.int() }).optional(),
  });
}

export function malformed(subject: string, error: z.ZodError): Problem {
  const errors = error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    code: issue.code ?? 'invalid',
    message: issue.message,
  }));
  return new Problem(
    400,
    'request.invalid',
    `The request to ${subject} has ${errors.length} invalid field(s); mend them and send it again.`,
    undefined,
    errors,
  );
}

/** A refused constraint or a lost database becomes a Problem of its own; everything unexpected is logged and answers 500. */
export function problemOf(error: unknown, subject: string): Problem {
  if (error instanceof Problem) return error;
  if (isConnectionLoss(error)) {
    processLogger().warn({ subject, err: String(error) }, 'the database is not reachable');
    return new Problem(
      503,
      'service.unavailable',
      'The database is not reachable at the moment; try again in a few seconds.',
    );
  }
  processLogger().error(
    { subject, err: error instanceof Error ? { message: error.message, stack: error.stack } : String(error) },
    'unexpected failure',
  );
  return new Problem(
    500,
    'internal.unexpected',
    'Something failed that should not; the request id finds it in the logs.',
  );
}

const lossCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300',
]);
function isConnectionLoss(error: unknown): boolean {
  const code = (error as { code?: unknown }).code ?? (error as { driverError?: { code?: unknown } }).driverError?.code;
  return (
    (typeof code === 'string' && lossCodes.has(code)) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(String(error))
  );
}
