import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { generateConfig, officeFolder } from './config.js';
import { erpOf } from './erp/erp.js';
import { erpIsThere, loadErp } from './erp/load.js';
import { filesOf } from './files.js';

/** Makes the demo company's month and puts it where real companies have it: a database, an API's data, questionnaire files. */
const config = loadConfig(generateConfig);
const seed = config.KAOHE_DEMO_SEED;
const folder = officeFolder(config.KAOHE_DATA);

/** Written last: where it names the seed, everything before it is there. */
const marker = join(folder, 'made-by-seed.txt');

const madeBy = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
if (madeBy === String(seed) && (await erpIsThere(config.DATABASE_URL))) {
  process.stdout.write(`The month of seed ${seed} is there already.\n`);
} else {
  await generate();
}

async function generate(): Promise<void> {
  const tables = erpOf(seed);
  await loadErp(config.DATABASE_URL, config.KAOHE_DEMO_ERP_PASSWORD, tables);
  for (const table of tables) print('ERP', table.name, table.rows.length);
  rmSync(folder, { recursive: true, force: true });
  for (const file of await filesOf(seed)) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.content);
    for (const [what, rows] of file.counts) print(file.path, what, rows);
  }
  writeFileSync(marker, String(seed));
}

function print(where: string, what: string, rows: number): void {
  process.stdout.write(`${where.padEnd(40)} ${what.padEnd(24)} ${String(rows).padStart(7)}\n`);
}
