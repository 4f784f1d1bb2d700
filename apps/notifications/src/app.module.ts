import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { openDatabase } from '../../../libs/platform/database/index.js';
import { EventBus, natsConnectionOptions, ServiceClient } from '../../../libs/platform/messaging/index.js';
import {
  databaseCheck,
  HEALTH_CHECKS,
  type HealthCheck,
  healthController,
} from '../../../libs/platform/service/index.js';
import { Announcer } from './announcing/announcer.js';
import { CompanyZones } from './announcing/company-zones.js';
import { ContactBook } from './announcing/contact-book.js';
import { Listener } from './announcing/listener.js';
import { ChannelsController } from './channels/channels.controller.js';
import { ChannelsService } from './channels/channels.service.js';
import { NOTIFICATIONS_CONFIG, type NotificationsConfig } from './config.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { Digester } from './digest/digester.js';
import { EmailSender } from './email/email-sender.js';
import { Mailer } from './email/mailer.js';
import { InboxService } from './inbox/inbox.service.js';
import { NotificationsController } from './notifications.controller.js';
import { MailTimesController } from './preferences/mail-times.controller.js';
import { MailTimesService } from './preferences/mail-times.service.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { PUSH_CONNECTION, Push } from './push/push.js';
import { RobotSender } from './robots/robot-sender.js';
import { RobotTransmitter } from './robots/robot-transmitter.js';

const logger = pino({ base: { service: 'notifications', part: 'events' }, timestamp: pino.stdTimeFunctions.isoTime });

@Module({})
export class NotificationsModule implements OnApplicationShutdown {
  constructor(
    private readonly database: DataSource,
    private readonly bus: EventBus,
    private readonly client: ServiceClient,
    @Inject(PUSH_CONNECTION) private readonly pushConnection: NatsConnection,
    private readonly announcer: Announcer,
    private readonly digester: Digester,
    private readonly sender: EmailSender,
    private readonly robots: RobotSender,
    private readonly mailer: Mailer,
  ) {}

  static with(config: NotificationsConfig): DynamicModule {
    const nats = natsConnectionOptions(config, 'notifications');
    return {
      module: NotificationsModule,
      controllers: [NotificationsController, ChannelsController, MailTimesController, healthController()],
      providers: [
        { provide: NOTIFICATIONS_CONFIG, useValue: config },
        {
          provide: DataSource,
          useFactory: () => openDatabase(config.KAOHE_SERVICE_DATABASE_URL, { applicationName: 'kaohe-notifications' }),
        },
        {
          provide: EventBus,
          inject: [DataSource],
          useFactory: (database: DataSource) =>
            EventBus.open({
              nats,
              database,
              schema: 'notifications',
              onError: (error) => logger.error({ err: String(error) }, 'an event was not taken'),
            }),
        },
        {
          provide: ServiceClient,
          useFactory: async () => {
            const client = new ServiceClient(nats);
            await client.connect();
            return client;
          },
        },
        { provide: PUSH_CONNECTION, useFactory: () => connect({ ...nats, name: 'notifications-push' }) },
        Push,
        Mailer,
        EmailSender,
        Digester,
        RobotTransmitter,
        RobotSender,
        ContactBook,
        CompanyZones,
        Announcer,
        Listener,
        InboxService,
        PreferencesService,
        MailTimesService,
        DeliveriesService,
        ChannelsService,
        {
          provide: HEALTH_CHECKS,
          inject: [DataSource, PUSH_CONNECTION],
          // Not the mail server: mail waits for it, and nothing else does.
          useFactory: (database: DataSource, connection: NatsConnection): HealthCheck[] => [
            databaseCheck(database),
            { part: 'nats', check: () => connection.flush() },
          ],
        },
      ],
    };
  }

  /** In order: nothing new comes in, what is under way ends, then the connections go. */
  async onApplicationShutdown(): Promise<void> {
    await this.bus.close();
    await this.announcer.onApplicationShutdown();
    await this.digester.onApplicationShutdown();
    await this.sender.onApplicationShutdown();
    await this.robots.onApplicationShutdown();
    this.mailer.close();
    await this.client.close();
    await this.pushConnection.drain();
    await this.database.destroy();
  }
}
