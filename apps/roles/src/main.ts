import 'reflect-metadata';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { runMain, startService } from '../../../libs/platform/service/index.js';
import { RolesModule } from './app.module.js';
import { rolesConfig } from './config.js';

runMain('roles', () => {
  const config = loadConfig(rolesConfig);
  return startService({ name: 'roles', module: RolesModule.with(config), config });
});
