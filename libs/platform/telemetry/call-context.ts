import { AsyncLocalStorage } from 'node:async_hooks';

/** What follows one click through every process: put on each log line, each NATS message, each workflow's memo. */
export interface CallIds {
  readonly requestId: string;
  readonly companyId?: string;
  readonly actorId?: string;
}

const storage = new AsyncLocalStorage<CallIds>();

export const runInCall = <T>(ids: CallIds, work: () => T): T => storage.run(ids, work);
export const currentCall = (): CallIds | undefined => storage.getStore();
