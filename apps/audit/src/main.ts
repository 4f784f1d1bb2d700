import 'reflect-metadata';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { runMain, startService } from '../../../libs/platform/service/index.js';
import { AuditModule } from './app.module.js';
import { auditConfig } from './config.js';

runMain('audit', () => {
  const config = loadConfig(auditConfig);
  return startService({ name: 'audit', module: AuditModule.with(config), config });
});
