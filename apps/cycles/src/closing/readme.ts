import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../../../libs/contracts/values.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';

/** What is in a payroll file and how it is checked, in the language of whoever made it. */
export const readmeOf = (locale: Locale): Buffer =>
  readFileSync(join(projectRoot, 'apps/cycles/src/closing/messages', `README.${locale}.txt`));
