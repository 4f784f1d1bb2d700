import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { EmailSender } from '../email/email-sender.js';
import { WorkLoop } from '../working/work-loop.js';
import { gatherNext } from './gather.js';

const logger = pino({ base: { service: 'notifications', part: 'digest' }, timestamp: pino.stdTimeFunctions.isoTime });

/** Puts together people's one mail a day when its time has come; it is sent like every other. */
@Injectable()
export class Digester implements OnApplicationBootstrap, OnApplicationShutdown {
  private loop: WorkLoop | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly sender: EmailSender,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new WorkLoop(
      () => this.gather(),
      (error) => logger.error({ err: String(error) }, 'mails a day could not be put together'),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async gather(): Promise<boolean> {
    const gathered = await gatherNext(this.database);
    if (gathered) this.sender.wake();
    return gathered;
  }
}
