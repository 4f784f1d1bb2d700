import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceDefinition } from '../../../libs/contracts/metrics/source-config.js';
import { projectRoot } from '../../../libs/platform/config/index.js';
import { sourceDefinitions } from './source-definitions.js';

const inputs: { inputId: string; sourceId: string }[] = JSON.parse(
  readFileSync(join(projectRoot, 'apps/roles/standards/inputs.json'), 'utf8'),
);

describe('the demo’s source configurations', () => {
  const sources = sourceDefinitions().map((source) => sourceDefinition.parse(source));

  it('deliver every input the standards read, each from its own source', () => {
    const delivered = sources.flatMap(({ sourceId, configuration }) =>
      configuration.datasets.flatMap(({ mapping }) =>
        mapping.observations.map(({ input }) => `${sourceId} ${String(input)}`),
      ),
    );
    const wanted = inputs.map(({ sourceId, inputId }) => `${sourceId} ${inputId}`);
    expect([...new Set(delivered)].sort()).toEqual(wanted.sort());
  });

  it('name secrets and addresses, and hold none', () => {
    const text = JSON.stringify(sources);
    expect(text.match(/env:[A-Z_]+/g)?.sort()).toEqual([
      'env:KAOHE_SOURCE_ERP_URL',
      'env:KAOHE_SOURCE_OA_TOKEN',
      'env:KAOHE_SOURCE_OA_URL',
      'env:KAOHE_SOURCE_TICKETS_TOKEN',
      'env:KAOHE_SOURCE_TICKETS_URL',
    ]);
    expect(text).not.toMatch(/https?:\/\//);
  });
});
