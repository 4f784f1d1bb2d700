import { loadConfig } from '../../../libs/platform/config/index.js';
import { officeFolder, setUpConfig } from './config.js';
import { Board } from './demo/board.js';
import { Office } from './demo/office.js';
import { setUp } from './demo/set-up.js';

/** What `npm start` runs once Kaohe is well: the demo company is there, and its October can be launched. */
const config = loadConfig(setUpConfig);
const board = new Board((line) => void process.stdout.write(`${line}\n`));
await setUp(
  new Office(
    {
      address: config.KAOHE_ADDRESS,
      password: config.KAOHE_DEMO_PASSWORD,
      adminLogin: config.KAOHE_DEMO_ADMIN,
      folder: officeFolder(config.KAOHE_DATA),
    },
    board,
  ),
);
process.exitCode = board.finish() ? 0 : 1;
