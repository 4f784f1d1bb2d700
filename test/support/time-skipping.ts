import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  makeTelemetryFilterString,
  Runtime,
  Worker,
  type WorkerOptions,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { pino } from 'pino';
import { projectRoot } from '../../libs/platform/config/index.js';
import { bundleWorkflows } from '../../libs/platform/temporal/bundle.js';
import {
  callCarryingActivities,
  callCarryingClient,
  encryptingConverter,
  failureConverterModule,
  pinoBridge,
} from '../../libs/platform/temporal/index.js';

/** Fixed, because recorded histories are opened with it. It protects nothing. */
export const testCodecKey = Buffer.from('kaohe tests only: not a secret!!').toString('base64');

/** Tests load the source itself, so that they never run yesterday's build. */
export const sourceCode = (path: string): string => join(projectRoot, path.replace(/\.js$/, '.ts'));

export const testConverter = encryptingConverter(
  // The namespace of the time-skipping server.
  { KAOHE_CODEC_KEY: testCodecKey, TEMPORAL_NAMESPACE: 'default' },
  sourceCode(failureConverterModule),
);

const quiet = pino({ level: process.env.KAOHE_TEST_LOG ?? 'silent' });

export const sourceBundle = (entry: string): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflows(entry, quiet, sourceCode);

/** Before the first connection or worker of a test. */
export function quietRuntime(): void {
  Runtime.install({
    logger: pinoBridge(quiet),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
}

export interface SkippedTime {
  readonly environment: TestWorkflowEnvironment;
  /** Runs `work` while a worker with these activities polls the task queue. */
  withWorker<T>(
    options: Pick<WorkerOptions, 'taskQueue' | 'activities' | 'interceptors'>,
    work: () => Promise<T>,
  ): Promise<T>;
  end(): Promise<void>;
}

/**
 * A Temporal whose clock runs to the next event at once, with the product's codec, interceptors and bundle. `edit` changes the bundle's
 * code, for what is out of a test's reach otherwise.
 */
export async function skippedTime(entry: string, edit = (code: string): string => code): Promise<SkippedTime> {
  quietRuntime();
  const environment = await startEnvironment();
  const workflowBundle = { code: edit((await sourceBundle(entry)).code) };
  return {
    environment,
    async withWorker(options, work) {
      const worker = await Worker.create({
        connection: environment.nativeConnection,
        workflowBundle,
        dataConverter: testConverter,
        // Long enough for a test of the whole month; a worker that is gone frees nothing sooner.
        maxCachedWorkflows: 100,
        ...options,
        interceptors: { activity: [callCarryingActivities, ...(options.interceptors?.activity ?? [])] },
      });
      return worker.runUntil(work);
    },
    end: () => environment.teardown(),
  };
}

/** The SDK gives the server five seconds, which a busy machine may take for itself. */
const startAttempts = 4;

async function startEnvironment(): Promise<TestWorkflowEnvironment> {
  const path = timeSkippingServer();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({
        server: { executable: { type: 'existing-path', path } },
        client: { dataConverter: testConverter, interceptors: { workflow: [callCarryingClient] } },
      });
    } catch (error) {
      if (attempt === startAttempts) throw error;
    }
  }
}

/** Asked of a process of its own: the launcher's modules are plain ESM, which Jest does not load. */
function timeSkippingServer(): string {
  const program = `
    import { timeSkippingServerPath } from './deploy/local/servers/temporal-test-server.mjs';
    console.log(await timeSkippingServerPath(console.error));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return output.trim().split('\n').at(-1) ?? '';
}
