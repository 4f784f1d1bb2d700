import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** The demo company's mail server: takes every mail and keeps it as a file, so that nothing leaves the machine. */
export function mailServer(folder: string): SMTPServer {
  mkdirSync(folder, { recursive: true });
  let received = 0;
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      received += 1;
      const path = join(folder, `${String(received).padStart(5, '0')}.eml`);
      buffer(stream)
        .then((mail) => writeFile(path, mail))
        .then(() => done(), done);
    },
  });
}
