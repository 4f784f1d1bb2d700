import 'reflect-metadata';
import { runMain, startService } from '../../../libs/platform/service/index.js';
import { NotificationsModule } from './app.module.js';
import { notificationsConfig } from './config.js';

runMain('notifications', () => {
  const config = notificationsConfig();
  return startService({ name: 'notifications', module: NotificationsModule.with(config), config });
});
