import { type CopyValue, copyInto, type Transaction } from '../../../../libs/platform/database/index.js';
import type { ScoredPerson } from './score-people.js';

export interface KeptLine {
  readonly personId: string;
  readonly segmentNo: number;
  readonly lineNo: number;
  readonly line: ScoredPerson['segments'][number]['lines'][number];
}

/** What of a line is not in its columns nor in the standard version. */
export function lineDetail({ line }: KeptLine): Record<string, unknown> {
  const { dimension, inputs, floor, cap, reason, exclusion, explanation } = line;
  return { dimension, inputs, floor, cap, reason, exclusion, explanation };
}

export const evidenceCount = ({ line }: KeptLine): number =>
  line.inputs.reduce((count, input) => count + Number(input.count), 0);

export const linesOf = (people: readonly ScoredPerson[]): KeptLine[] =>
  people.flatMap(({ personId, segments }) =>
    segments.flatMap(({ segmentNo, lines }) =>
      lines.map((line, index) => ({ personId, segmentNo, lineNo: index + 1, line })),
    ),
  );

export const segmentsWithoutLines = ({ segments }: ScoredPerson) => segments.map(({ lines: _, ...segment }) => segment);

/** A run's people share few different rules: each is written once, a result names its own. */
export function distinctRules(people: readonly ScoredPerson[]): {
  rules: unknown[];
  indexOf: (person: ScoredPerson) => number | null;
} {
  const numbers = new Map<string, number>();
  const numberOf = ({ rules }: ScoredPerson): number | null => {
    if (rules === null) return null;
    const text = JSON.stringify(rules);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  const indexes = new Map(people.map((person) => [person.personId, numberOf(person)]));
  return {
    rules: [...numbers.keys()].map((text) => JSON.parse(text) as unknown),
    indexOf: ({ personId }) => indexes.get(personId) ?? null,
  };
}

/** By COPY into temporary tables first: PostgreSQL does not COPY into tables under row-level security. */
export async function keepResults(
  transaction: Transaction,
  companyId: string,
  runId: string,
  people: readonly ScoredPerson[],
  rulesNo: (person: ScoredPerson) => number | null,
): Promise<void> {
  await transaction.query(createTables);
  await copyInto(
    transaction,
    'staged_result',
    resultColumns,
    people.map((person) => resultValues(person, rulesNo(person))),
  );
  await copyInto(transaction, 'staged_line', lineColumns, linesOf(people).map(lineValues));
  await transaction.query(
    `insert into metrics.score_result (company_id, run_id, ${resultColumns.join(', ')})
     select $1, $2, ${resultColumns.join(', ')} from staged_result`,
    [companyId, runId],
  );
  await transaction.query(
    `insert into metrics.score_line (company_id, run_id, ${lineColumns.join(', ')}) select $1, $2, ${lineColumns.join(', ')} from staged_line`,
    [companyId, runId],
  );
}

const createTables = `
  create temporary table if not exists staged_result (
    person_id uuid, status text, total numeric, total_unrounded numeric, grade text, before_veto numeric, grade_before_veto text,
    rules_no integer, blocked_by jsonb, segments jsonb
  ) on commit delete rows;
  create temporary table if not exists staged_line (
    person_id uuid, segment_no integer, line_no integer, kpi_id text, state text, raw_weight numeric, effective_weight numeric,
    target numeric, actual numeric, score numeric, shown numeric, evidence_count integer, detail jsonb
  ) on commit delete rows`;

const resultColumns = [
  'person_id',
  'status',
  'total',
  'total_unrounded',
  'grade',
  'before_veto',
  'grade_before_veto',
  'rules_no',
  'blocked_by',
  'segments',
];

const resultValues = (person: ScoredPerson, rulesNo: number | null): readonly CopyValue[] => [
  person.personId,
  person.status,
  person.total,
  person.totalUnrounded,
  person.grade,
  person.beforeVeto,
  person.gradeBeforeVeto,
  rulesNo,
  person.blockedBy.length > 0 ? JSON.stringify(person.blockedBy) : null,
  JSON.stringify(segmentsWithoutLines(person)),
];

const lineColumns = [
  'person_id',
  'segment_no',
  'line_no',
  'kpi_id',
  'state',
  'raw_weight',
  'effective_weight',
  'target',
  'actual',
  'score',
  'shown',
  'evidence_count',
  'detail',
];

const lineValues = (kept: KeptLine): readonly CopyValue[] => {
  const { personId, segmentNo, lineNo, line } = kept;
  return [
    personId,
    segmentNo,
    lineNo,
    line.kpiId,
    line.state,
    line.rawWeight,
    line.effectiveWeight,
    line.target,
    line.actual,
    line.score,
    line.shown,
    evidenceCount(kept),
    JSON.stringify(lineDetail(kept)),
  ];
};
