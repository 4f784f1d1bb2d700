import { type SourceDefinition, sourceDefinition } from '../../../libs/contracts/metrics/source-config.js';
import type { Observation } from '../../../libs/domain/scoring/index.js';
import { personCode } from './company.js';

/** Days on which every representative has figures. */
const days = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26'];

type Value = (person: number, day: number) => string;

/** Spread evenly and the same at every run: no two measurements differ by their figures. */
const spread = (person: number, day: number, salt: number, range: number): number =>
  (person * 7_919 + day * 104_729 + salt * 15_485_863) % range;
const money =
  (salt: number, from: number, range: number): Value =>
  (person, day) =>
    `${from + spread(person, day, salt, range)}.${String(spread(person, day, salt + 1, 100)).padStart(2, '0')}`;
const count =
  (salt: number, from: number, range: number): Value =>
  (person, day) =>
    String(from + spread(person, day, salt, range));

/** What the sales standard reads of a representative, by the source that delivers it. */
const inputs: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  erp: {
    sales_amount: money(1, 40_000, 90_000),
    sales_plan: money(3, 80_000, 30_000),
    new_customers: count(5, 0, 3),
    collections_on_time: money(6, 30_000, 20_000),
    collections_due: money(8, 48_000, 7_000),
    customers_repurchasing: count(10, 1, 9),
    customers_active: count(11, 14, 12),
  },
  survey: { complaints: count(12, 0, 2), survey_customers: count(13, 6, 5) },
  oa: { touches_effective: count(14, 10, 20), leads_won: count(15, 0, 4), leads_qualified: count(16, 7, 6) },
};

export const sourceIds = Object.keys(inputs);
export const observationsPerPerson = days.length * Object.values(inputs).flatMap(Object.keys).length;

/** The sources as files: a launch then waits for no other system. */
export const sourceDefinitions = (): SourceDefinition[] =>
  Object.entries(inputs).map(([sourceId, values]) => {
    const names = { 'zh-Hant': sourceId, 'zh-Hans': sourceId, en: sourceId };
    const columns = ['row', 'employee', 'day', ...Object.keys(values)].map((header) => ({ header, example: '' }));
    return sourceDefinition.parse({
      sourceId,
      names,
      configuration: {
        kind: 'file',
        mode: 'append',
        inputs: Object.keys(values),
        datasets: [
          {
            datasetId: 'figures',
            names,
            sheets: [],
            columns,
            mapping: {
              rowKey: ['row'],
              employeeCode: 'employee',
              occurredOn: { column: 'day', as: 'date' },
              observations: Object.keys(values).map((input) => ({ input, value: { column: input } })),
            },
          },
        ],
      },
    });
  });

/** People whose rows fit one upload of at most 50,000 rows and 10 MB. */
const peoplePerFile = 10_000;

/** A source's rows of everybody, as CSV files. */
export function figureFiles(sourceId: string, people: number): Buffer[] {
  const values = Object.entries(inputs[sourceId] ?? {});
  const header = ['row', 'employee', 'day', ...values.map(([input]) => input)].join(',');
  const files: Buffer[] = [];
  for (let first = 0; first < people; first += peoplePerFile) {
    const lines = [header];
    for (let person = first; person < Math.min(people, first + peoplePerFile); person += 1) {
      for (const [day, date] of days.entries()) {
        const code = personCode(person);
        lines.push([`${code}/${date}`, code, date, ...values.map(([, value]) => value(person, day))].join(','));
      }
    }
    files.push(Buffer.from(`${lines.join('\n')}\n`));
  }
  return files;
}

/** The same figures without a database. */
export const observationsOf = (person: number): Observation[] =>
  Object.values(inputs).flatMap((values) =>
    Object.entries(values).flatMap(([inputId, value]) =>
      days.map((date, day) => ({ inputId, value: value(person, day), date, observationId: `${date}/${inputId}` })),
    ),
  );
