import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aggregateObservations,
  compileStandard,
  type PersonInput,
  type StandardVersion,
  scorePerson,
} from '../../../libs/domain/scoring/index.js';
import { projectRoot } from '../../../libs/platform/config/index.js';
import { month, personCode } from '../place/company.js';
import { observationsOf } from '../place/figures.js';

/** The scoring library alone over the same figures, added up beforehand: no database, no service. */
export class PureScoring {
  private readonly people: readonly PersonInput[];

  constructor(n: number) {
    const file = join(projectRoot, 'apps/roles/standards/sales.v1.json');
    const standard = compileStandard(JSON.parse(readFileSync(file, 'utf8')) as StandardVersion);
    this.people = Array.from({ length: n }, (_, person) => ({
      kind: month.kind,
      months: 1,
      periodDays: 31,
      segments: [
        {
          standard,
          positionId: 'sales_rep',
          from: month.from,
          to: month.to,
          days: 31,
          inputs: aggregateObservations(observationsOf(person)),
          periodTargets: {},
          exclusions: [],
          carried: {},
        },
      ],
      bonus: '0',
      penalty: '0',
      vetoes: [],
    }));
  }

  /** Unrounded totals by employee code. */
  run(): { seconds: number; totals: Map<string, string | null> } {
    const began = performance.now();
    const results = this.people.map(scorePerson);
    const seconds = (performance.now() - began) / 1_000;
    return { seconds, totals: new Map(results.map((result, person) => [personCode(person), result.totalUnrounded])) };
  }
}
