import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Logger } from 'pino';
import { compiledCode } from './config.js';
import { failureConverterModule } from './data-converter.js';
import { pinoBridge } from './runtime.js';

export const workflowInterceptorsModule = 'libs/platform/temporal/workflow-interceptors.js';

/** Bundles an entry and what the platform adds to it. `locate` finds the code: compiled in production, source in tests. */
export const bundleWorkflows = (
  entry: string,
  logger: Logger,
  locate: (path: string) => string = compiledCode,
): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: locate(entry),
    workflowInterceptorModules: [locate(workflowInterceptorsModule)],
    failureConverterPath: locate(failureConverterModule),
    logger: pinoBridge(logger),
  });

/** Done at build time: a worker that bundles when it boots boots slowly and can fail on a file it alone misses. */
export async function writeBundle(entry: string, target: string, logger: Logger): Promise<void> {
  const { code } = await bundleWorkflows(entry, logger);
  mkdirSync(dirname(compiledCode(target)), { recursive: true });
  writeFileSync(compiledCode(target), code);
}
