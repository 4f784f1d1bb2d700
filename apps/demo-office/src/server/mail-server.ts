import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** The demo company's mail server: takes every mail and keeps it as a file, so that nothing leaves the machine. */
export function mailServer(folder: string): SMTPServer {
  mkdirSync(folder, { recursive: true });
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      const path = join(folder, `${randomUUID()}.eml`);
      buffer(stream)
        .then((mail) => writeFile(path, mail))
        .then(() => done(), done);
    },
  });
}
