import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { NOTIFICATIONS_CONFIG, type NotificationsConfig } from '../config.js';
import type { MailContent } from '../rendering/mail-page.js';
import { outcomeOfFailure, type SendOutcome } from './send-outcome.js';

export interface Mail extends MailContent {
  /** Gives the mail its Message-ID: the same delivery is the same mail wherever it is counted. */
  readonly deliveryId: string;
  readonly name: string;
  readonly address: string;
}

/** Connections to the mail server; as many mails are on their way at once. */
export const mailConnections = 3;

/** The company's mail server. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter;

  constructor(@Inject(NOTIFICATIONS_CONFIG) private readonly config: NotificationsConfig) {
    this.transport = createTransport({
      url: config.SMTP_URL,
      pool: true,
      maxConnections: mailConnections,
      // A connection that breaks while a mail is handed over leaves open whether it arrived: that is ours to decide.
      maxRequeues: 0,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      // A server that checks a mail before it accepts it takes its time.
      socketTimeout: 60_000,
    });
  }

  async send(mail: Mail): Promise<SendOutcome> {
    try {
      await this.transport.sendMail({
        from: this.config.KAOHE_MAIL_FROM,
        // An object: a name with a comma or a quote in it stays one recipient.
        to: { name: mail.name, address: mail.address },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.deliveryId}@kaohe>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { state: 'sent' };
    } catch (error) {
      return outcomeOfFailure(error);
    }
  }

  /** Once nobody sends any more. */
  close(): void {
    this.transport.close();
  }
}
