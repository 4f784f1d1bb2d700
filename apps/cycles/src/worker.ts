import 'reflect-metadata';
import { runMain, startService } from '../../../libs/platform/service/index.js';
import { cyclesWorkerConfig } from './config.js';
import { WorkerModule } from './worker.module.js';

runMain('cycles-worker', () => {
  const config = cyclesWorkerConfig();
  return startService({ name: 'cycles-worker', module: WorkerModule.with(config), config });
});
