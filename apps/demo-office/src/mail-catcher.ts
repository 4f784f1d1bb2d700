import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { dataFolder } from './config.js';

const mailCatcherConfig = z.object({
  SMTP_PORT: z.coerce.number().int().min(0).max(65535),
  KAOHE_DATA: dataFolder,
});

/** A demo company's mail server: takes every mail and keeps it as a file, sends none on. */
const config = loadConfig(mailCatcherConfig);
const logger = pino({ base: { service: 'mail-catcher' }, timestamp: pino.stdTimeFunctions.isoTime });
const folder = join(config.KAOHE_DATA, 'mail');
mkdirSync(folder, { recursive: true });
let caught = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  size: 1024 * 1024,
  onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      if (stream.sizeExceeded) return done(new Error('552 the mail is larger than 1 MiB'));
      keep(Buffer.concat(chunks));
      return done();
    });
  },
});

/** Readers of the folder see whole mails only. */
function keep(mail: Buffer): void {
  caught += 1;
  const name = `${new Date().toISOString().replaceAll(':', '')}-${String(caught).padStart(5, '0')}.eml`;
  const half = join(folder, `.${name}`);
  writeFileSync(half, mail);
  renameSync(half, join(folder, name));
}

server.on('error', (error) => logger.warn({ err: error.message }, 'a connection failed'));
server.listen(config.SMTP_PORT, '127.0.0.1', () => logger.info({ folder, pid: process.pid }, 'ready'));

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close(() => process.exit(0)));
