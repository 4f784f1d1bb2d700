import { join } from 'node:path';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { demoConfig, officeFolder } from './config.js';
import { Board } from './demo/board.js';
import { close } from './demo/close.js';
import { collect } from './demo/collect.js';
import { checkEvidence } from './demo/evidence.js';
import { resolveGaps } from './demo/gaps.js';
import { interviewAndAcknowledge } from './demo/interview.js';
import { bringLateRow } from './demo/late-row.js';
import { launch } from './demo/launch.js';
import { leave } from './demo/leave.js';
import { compareNumbers } from './demo/numbers.js';
import { Office } from './demo/office.js';
import { anchorHistory, prove } from './demo/proof.js';
import { keepReports } from './demo/reports.js';
import { review } from './demo/review.js';
import { setUp } from './demo/set-up.js';
import { sheetsOf } from './demo/sheets.js';
import { erpUrl } from './erp/load.js';

/**
 * `npm run demo`: one month's cycle from launch to sign-off, every part played through the public API; with `--browser` five people play
 * theirs on their screens. Exit code 0 only if all held.
 */
const config = loadConfig(demoConfig);
const board = new Board((line) => void process.stdout.write(`${line}\n`));
const office = new Office(
  {
    address: config.KAOHE_ADDRESS,
    password: config.KAOHE_DEMO_PASSWORD,
    adminLogin: config.KAOHE_DEMO_ADMIN,
    folder: officeFolder(config.KAOHE_DATA),
  },
  board,
);

const artifacts = join(config.KAOHE_DATA, 'demo');

async function playThroughApi(): Promise<string> {
  const cycleId = await launch(office);
  await collect(office, cycleId);
  await bringLateRow(office, cycleId);
  await resolveGaps(office, cycleId);
  await review(office, cycleId);
  await interviewAndAcknowledge(office, cycleId);
  await close(office, cycleId);
  return cycleId;
}

/** Loaded when it is wanted: an installation without its development packages has no browser's driver. */
async function playOnScreen(): Promise<string> {
  const { playOnScreen: play } = await import('./browser/month.js');
  return play(office, join(artifacts, 'screenshots'));
}

async function playMonth(): Promise<void> {
  await setUp(office);
  const cycleId = process.argv.includes('--browser') ? await playOnScreen() : await playThroughApi();
  const sheets = await sheetsOf(office, cycleId);
  await compareNumbers(office, sheets, erpUrl(config.DATABASE_URL));
  await checkEvidence(office, sheets);
  await keepReports(office, cycleId, sheets, artifacts);
  await anchorHistory(config.KAOHE_DATA);
  const pack = await leave(office, cycleId, artifacts);
  await prove(office, cycleId, pack, config.KAOHE_DATA);
}

try {
  await playMonth();
} catch (error) {
  board.check('the month was played to its end', false, error instanceof Error ? error.message : String(error));
}
process.exitCode = board.finish() ? 0 : 1;
