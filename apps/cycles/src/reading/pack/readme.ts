import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../../../../libs/contracts/values.js';
import { projectRoot } from '../../../../../libs/platform/config/index.js';
import { type PackPart, textPart } from './pack-part.js';

/** What is in the pack and how each part is checked, in the reader's language. */
export const readmePart = (locale: Locale): PackPart =>
  textPart(
    'README.txt',
    readFileSync(join(projectRoot, 'apps/cycles/src/reading/pack/messages', `README.${locale}.txt`), 'utf8'),
  );
