import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SourceDefinition, sourceDefinition } from '../../../libs/contracts/metrics/source-config.js';
import { projectRoot } from '../../../libs/platform/config/index.js';

export const sourceIds = ['erp', 'oa', 'tickets', 'survey'] as const;

/** The demo company's four sources, as an administrator configures them. */
export const sourceDefinitions = (): SourceDefinition[] =>
  sourceIds.map((sourceId) =>
    sourceDefinition.parse(
      JSON.parse(readFileSync(join(projectRoot, `apps/demo-office/sources/${sourceId}.json`), 'utf8')),
    ),
  );
