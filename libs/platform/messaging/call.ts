import { z } from 'zod';

/** What travels with every request between services, beside its input. `actor` is the caller's session as the owning service of sessions resolved it. */
export interface Call<Actor = unknown> {
  readonly requestId: string;
  readonly companyId: string;
  /** null: a service asks for itself (a workflow's activity, a relay). */
  readonly actor: Actor | null;
  readonly locale: string;
}

export interface Envelope {
  readonly call: Call;
  readonly input: unknown;
}

export const envelope = z.strictObject({
  call: z.strictObject({
    requestId: z.string().max(100),
    companyId: z.uuid(),
    actor: z.looseObject({}).nullable(),
    locale: z.string().max(10),
  }),
  input: z.unknown(),
});
