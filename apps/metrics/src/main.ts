import 'reflect-metadata';
import { runMain, startService } from '../../../libs/platform/service/index.js';
import { MetricsModule } from './app.module.js';
import { metricsConfig } from './config.js';

runMain('metrics', () => {
  const config = metricsConfig();
  return startService({ name: 'metrics', module: MetricsModule.with(config), config });
});
