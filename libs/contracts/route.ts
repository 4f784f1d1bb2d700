import { z } from 'zod';
import type { Grant } from './values.js';

/** Who may call: the coarse gate at the edge. The service's first line asks the fine question (libs/domain/access). */
export type Policy =
  | { readonly allow: 'public' }
  | { readonly allow: 'signed_in' }
  | { readonly allow: readonly Grant[] };

/** One HTTP endpoint: the gateway serves it, OpenAPI describes it, the web calls it, the owning service answers its subject over NATS. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** NATS subject, `<service>.<name>`; also the OpenAPI operationId. */
  readonly subject: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express path below `/api/v1`, e.g. `/cycles/:cycleId`. */
  readonly path: string;
  readonly summary: string;
  readonly policy: Policy;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
  /** `Idempotency-Key` is required: the same key and body answer the same; another body answers 422. */
  readonly idempotent: boolean;
  /** `If-Match` (the version read) is required: a stale one answers 409 with the current version. */
  readonly ifMatch: boolean;
  /** `upload`: the body is a file (multipart field `file`); it reaches the service as an `upload` reference. `download`: the reply is a file reference the gateway streams. */
  readonly transfer: 'json' | 'upload' | 'download';
  /** Milliseconds the gateway waits for the service. */
  readonly timeoutMs: number;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

interface OperationInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>
  extends Pick<Operation, 'subject' | 'method' | 'path' | 'summary' | 'policy'> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly reply: R;
  readonly idempotent?: boolean;
  readonly ifMatch?: boolean;
  readonly transfer?: Operation['transfer'];
  readonly timeoutMs?: number;
}

export function operation<
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(input: OperationInput<P, Q, B, R>): Operation<P, Q, B, R> {
  return {
    ...input,
    params: (input.params ?? nothing) as P,
    query: (input.query ?? nothing) as Q,
    body: (input.body ?? nothing) as B,
    idempotent: input.idempotent ?? false,
    ifMatch: input.ifMatch ?? false,
    transfer: input.transfer ?? 'json',
    timeoutMs: input.timeoutMs ?? 10_000,
  };
}

export interface InputOf<O extends Operation> {
  readonly params: z.output<O['params']>;
  readonly query: z.output<O['query']>;
  readonly body: z.output<O['body']>;
  readonly idempotencyKey?: string;
  /** The version in `If-Match`. */
  readonly ifMatch?: number;
  readonly upload?: FileReference;
}
export type ReplyOf<O extends Operation> = z.output<O['reply']>;

/** A file in the owning service's `file_part` table, moved over NATS in parts of at most 512 KiB. */
export interface FileReference {
  readonly fileId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}
export const fileReference = z.strictObject({
  fileId: z.uuid(),
  name: z.string(),
  contentType: z.string(),
  size: z.int(),
});

/** A request between services that has no HTTP face. */
export interface Message<Request extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> {
  readonly subject: string;
  readonly request: Request;
  readonly reply: Reply;
  readonly timeoutMs: number;
}
export const message = <Q extends z.ZodType, R extends z.ZodType>(
  subject: string,
  request: Q,
  reply: R,
  timeoutMs = 10_000,
): Message<Q, R> => ({ subject, request, reply, timeoutMs });
export type RequestOf<M extends Message> = z.output<M['request']>;
export type AnswerOf<M extends Message> = z.output<M['reply']>;

/** A fact told to whoever listens: outbox → JetStream → inbox. Subject on the stream: `event.<type>`. */
export interface EventType<Payload extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly payload: Payload;
}
export const eventType = <P extends z.ZodType>(type: string, payload: P): EventType<P> => ({ type, payload });
export type PayloadOf<E extends EventType> = z.output<E['payload']>;

/** Cursor paging: `cursor` is opaque, `next` is null on the last page. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable(), total: z.int().optional() });
