import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { officeFolder, officeServerConfig } from './config.js';
import type { OfficeSystem } from './office/records.js';
import { mailServer } from './server/mail-server.js';
import { officeServer } from './server/server.js';

/** The process `npm start` runs beside Kaohe: the demo company's OA, ticket system and mail server. */
const config = loadConfig(officeServerConfig);
const folder = officeFolder(config.KAOHE_DATA);
const read = (name: string): OfficeSystem => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const server = officeServer({ oa: read('oa.json'), tickets: read('tickets.json') }, config.KAOHE_DEMO_OFFICE_TOKEN);
const mail = mailServer(join(folder, 'mail'));

mail.listen(config.KAOHE_DEMO_SMTP_PORT, '127.0.0.1');
server.listen(config.PORT, '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    mail.close();
    server.close();
    server.closeAllConnections();
  });
}
