import { type SourceDefinition, sourceDefinition } from '../../../../libs/contracts/metrics/source-config.js';
import type { CalendarTable } from '../../../../libs/domain/calendar/index.js';
import { AllowList } from '../connectors/allow-list.js';
import { Connectors } from '../connectors/connectors.js';
import type { SourceConnector } from '../connectors/port.js';
import type { Planning } from '../schedules/planning.js';
import { connectorOf, type Measured, names } from './workbench.js';

/** A source that Kaohe reads by itself; its rows name their input. */
export const fetchedSource = (sourceId: string): SourceDefinition =>
  sourceDefinition.parse({
    sourceId,
    names,
    configuration: {
      kind: 'sql',
      mode: 'snapshot',
      inputs: ['sales_amount'],
      connection: 'env:KAOHE_SOURCE_ERP_URL',
      datasets: [
        {
          datasetId: 'figures',
          names,
          query: 'select * from figures where day >= $1 and day < $2',
          mapping: {
            rowKey: ['no'],
            employeeCode: 'code',
            occurredOn: { column: 'day', as: 'date' },
            observations: [{ input: { column: 'input' }, value: { column: 'value' } }],
          },
        },
      ],
    },
  });

/** Stands for the system behind every fetched source, and counts how often it is read. */
export class FakeSystem extends Connectors {
  reads = 0;
  rows: readonly Measured[] = [];
  failure: Error | null = null;

  constructor() {
    super({}, new AllowList(''));
  }

  override ofFetched(): SourceConnector {
    return {
      fetch: () => {
        this.reads += 1;
        if (this.failure) throw this.failure;
        return connectorOf(this.rows).fetch({ from: '', to: '' });
      },
    };
  }
}

/** Answers as the service of cycles does. */
export class FakePlanning implements Planning {
  exceptions: [string, 'working' | 'rest'][] = [];
  /** null: all of them. */
  collectingIds: readonly string[] | null = null;
  away = false;

  async calendar(): Promise<CalendarTable> {
    if (this.away) throw new Error('cycles is away');
    return { exceptions: new Map(this.exceptions), loadedYears: new Set([2026]) };
  }

  async collecting(_: unknown, cycleIds: readonly string[]): Promise<readonly string[]> {
    return cycleIds.filter((cycleId) => this.collectingIds?.includes(cycleId) ?? true);
  }
}
