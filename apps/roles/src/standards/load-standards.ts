import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Doer } from '../caller.js';
import { createVersion } from './create-version.js';
import { listVersions } from './standard-rows.js';

const shipped = z.looseObject({ standardId: z.string(), version: z.literal(1) });

export interface LoadedStandard {
  readonly standardId: string;
  /** `kept`: the company has versions of its own already. */
  readonly outcome: 'loaded' | 'kept';
}

/** Gives a company the standards that come with Kaohe as version 1. Running it again changes nothing. */
export async function loadStandards(
  transaction: Transaction,
  by: Doer,
  folder = join(projectRoot, 'apps/roles/standards'),
): Promise<LoadedStandard[]> {
  const results: LoadedStandard[] = [];
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.v1.json'))
    .sort();
  for (const file of files) {
    const document = shipped.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    const versions = await listVersions(transaction, by.companyId, document.standardId);
    if (versions.length === 0) {
      await createVersion(transaction, by, document.standardId, document, `Shipped with Kaohe (${file})`);
    }
    results.push({ standardId: document.standardId, outcome: versions.length === 0 ? 'loaded' : 'kept' });
  }
  return results;
}
