import type { startStack } from '../../../deploy/local/stack.mjs';

/** What bench.mjs hands over: how servers and services are started is plain JavaScript outside of `dist/`. */
export interface Launcher {
  readonly projectRoot: string;
  readonly dataDir: string;
  readonly arguments: readonly string[];
  readonly log: (line: string) => void;
  readonly stopWith: (stop: () => Promise<void>) => void;
  readonly giveUp: (cause: Error) => void;
  readonly startStack: typeof startStack;
  readonly emptyFolder: (dataDir: string, log: (line: string) => void) => Promise<void>;
  readonly foundCompany: (dataDir: string) => Promise<void>;
  readonly demoPassword: (dataDir: string) => string;
}
export type { Stack } from '../../../deploy/local/stack.mjs';
