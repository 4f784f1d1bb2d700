import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { mailServer } from './mail-server.js';

it('keeps every mail as a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-mail-'));
  const server = mailServer(folder);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  try {
    const { port } = listening.address() as AddressInfo;
    const transport = createTransport({ host: '127.0.0.1', port, secure: false });
    await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'one', text: 'first' });
    await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'two', text: 'second' });
    transport.close();
    const mails = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(mails.map((mail) => /Subject: (\w+)/.exec(mail)?.[1]).sort()).toEqual(['one', 'two']);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    rmSync(folder, { recursive: true, force: true });
  }
});
