import { runMain } from '../../../libs/platform/service/index.js';
import { createLogger } from '../../../libs/platform/telemetry/index.js';
import { writeBundle } from '../../../libs/platform/temporal/bundle.js';
import { workflowBundle, workflowEntry } from './conductor/bundle-files.js';

/** A step of the build, after the compiler: what the workflows need, in one file that Temporal's sandbox loads. */
runMain('bundle', () => writeBundle(workflowEntry, workflowBundle, createLogger('bundle', 'warn')));
