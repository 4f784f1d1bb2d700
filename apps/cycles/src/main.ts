import 'reflect-metadata';
import { runMain, startService } from '../../../libs/platform/service/index.js';
import { CyclesModule } from './app.module.js';
import { cyclesConfig } from './config.js';

runMain('cycles', () => {
  const config = cyclesConfig();
  return startService({ name: 'cycles', module: CyclesModule.with(config), config });
});
