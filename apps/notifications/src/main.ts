import 'reflect-metadata';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { runMain, startService } from '../../../libs/platform/service/index.js';
import { NotificationsModule } from './app.module.js';
import { notificationsConfig } from './config.js';

runMain('notifications', () => {
  const config = loadConfig(notificationsConfig);
  return startService({ name: 'notifications', module: NotificationsModule.with(config), config });
});
