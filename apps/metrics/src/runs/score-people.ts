import {
  type CompiledStandard,
  type Figures,
  type PersonResult,
  type Segment,
  scorePerson,
} from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Collection } from '../collections/collection-rows.js';
import { aggregateFigures, figuresOf } from './aggregate.js';
import { byPerson } from './by-person.js';
import type { Given } from './given.js';
import { needsOf } from './needs.js';
import { type Standards, standardKey } from './standards.js';

export interface ScoringRequest {
  readonly companyId: string;
  readonly collection: Collection;
  readonly snapshotNo: number;
  readonly personIds: readonly string[];
  readonly standards: Standards;
  readonly given: Given;
}

export type BlockingReason = PersonResult['blockedBy'][number]['reason'] | 'standard_missing';
export interface ScoredPerson extends Omit<PersonResult, 'blockedBy'> {
  readonly personId: string;
  readonly blockedBy: readonly { segmentNo: number | null; kpiId: string | null; reason: BlockingReason }[];
}

interface SegmentRow {
  readonly personId: string;
  readonly segmentNo: number;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly positionId: string;
  readonly standardId: string | null;
  readonly version: number | null;
}

/** From the frozen inputs to results, writing nothing: a run and its replay are the same computation. People without segments are left to the caller. */
export async function scorePeople(transaction: Transaction, request: ScoringRequest): Promise<ScoredPerson[]> {
  const { companyId, collection, standards, personIds, given } = request;
  const rows = await readSegments(transaction, companyId, collection.cycleId, personIds);
  const targets = await readTargets(transaction, companyId, collection.cycleId);
  const positions = new Map<string, { standard: CompiledStandard; positionId: string }>();
  for (const row of rows) {
    const standard = standardOf(row, standards);
    if (standard)
      positions.set(`${standardKey(row.standardId ?? '', row.version ?? 0)}/${row.positionId}`, {
        standard,
        positionId: row.positionId,
      });
  }
  const needs = [...positions.values()].flatMap(({ standard, positionId }) =>
    needsOf(standard, positionId, collection.kind),
  );
  const figures = await aggregateFigures(transaction, { ...request, cycleId: collection.cycleId, needs });
  const inputs = groupFigures(figures);

  const facts: PeriodFacts = { kind: collection.kind, months: monthsIn(collection), periodDays: daysIn(collection) };
  const ofPerson = byPerson(rows);
  const special = new Map(given.specials.map((one) => [one.personId, one]));
  return [...ofPerson].map(([personId, segments]) => {
    const withStandard = segments.flatMap((row) => {
      const standard = standardOf(row, standards);
      if (!standard) return [];
      return [{ row, segment: segmentOf(row, standard, { inputs, targets, given }) }];
    });
    const { bonus = '0', penalty = '0', vetoes = [] } = special.get(personId) ?? {};
    const result = scorePerson({
      ...facts,
      segments: withStandard.map(({ segment }) => segment),
      bonus,
      penalty,
      vetoes,
      monthTotals: given.monthTotals[personId] ?? [],
    });
    return finished(
      personId,
      segments,
      withStandard.map(({ row }) => row),
      result,
    );
  });
}

interface PeriodFacts {
  readonly kind: Collection['kind'];
  readonly months: number;
  readonly periodDays: number;
}

const standardOf = ({ standardId, version }: SegmentRow, standards: Standards): CompiledStandard | undefined =>
  standardId === null || version === null ? undefined : standards.get(standardKey(standardId, version));

/** Segments keep the numbers they were collected under; one without a standard blocks the person instead of being passed over. */
function finished(
  personId: string,
  all: readonly SegmentRow[],
  scored: readonly SegmentRow[],
  result: PersonResult,
): ScoredPerson {
  const numberOf = (position: number | null): number | null =>
    position === null ? null : (scored[position - 1]?.segmentNo ?? position);
  const segments = result.segments.map((segment) => ({
    ...segment,
    segmentNo: numberOf(segment.segmentNo) ?? segment.segmentNo,
  }));
  const blockedBy = result.blockedBy.map((blocker) => ({ ...blocker, segmentNo: numberOf(blocker.segmentNo) }));
  const missing = all.filter((row) => !scored.includes(row));
  if (missing.length === 0) return { ...result, personId, segments, blockedBy };
  return {
    ...result,
    personId,
    segments,
    status: 'blocked',
    total: null,
    totalUnrounded: null,
    grade: null,
    beforeVeto: null,
    gradeBeforeVeto: null,
    blockedBy: [
      ...missing.map(({ segmentNo }) => ({ segmentNo, kpiId: null, reason: 'standard_missing' as const })),
      ...blockedBy.filter(({ reason }) => reason !== 'no_segment'),
    ],
  };
}

interface SegmentSources {
  readonly inputs: ReadonlyMap<string, Readonly<Record<string, Figures>>>;
  readonly targets: readonly TargetRow[];
  readonly given: Given;
}

function segmentOf(row: SegmentRow, standard: CompiledStandard, { inputs, targets, given }: SegmentSources): Segment {
  const { personId, segmentNo, positionId, from, to, days } = row;
  return {
    standard,
    positionId,
    from,
    to,
    days,
    inputs: inputs.get(`${personId}/${segmentNo}`) ?? {},
    periodTargets: targetsFor(row, targets),
    exclusions: given.exclusions.filter((one) => one.personId === personId && one.segmentNo === segmentNo),
    carried: given.carried[personId] ?? {},
  };
}

function groupFigures(rows: Awaited<ReturnType<typeof aggregateFigures>>): SegmentSources['inputs'] {
  const grouped = new Map<string, Record<string, Figures>>();
  for (const row of rows) {
    const key = `${row.personId}/${row.segmentNo}`;
    const known = grouped.get(key);
    if (known) known[row.inputId] = figuresOf(row);
    else grouped.set(key, { [row.inputId]: figuresOf(row) });
  }
  return grouped;
}

interface TargetRow {
  readonly standardId: string;
  readonly kpiId: string;
  readonly positionId: string | null;
  readonly personId: string | null;
  readonly value: string;
}

/** A person's own target before the position's, the position's before everybody's. */
function targetsFor(
  { personId, positionId, standardId }: SegmentRow,
  targets: readonly TargetRow[],
): Record<string, string> {
  const fitting = targets.filter(
    (target) =>
      target.standardId === standardId &&
      (target.personId === null || target.personId === personId) &&
      (target.positionId === null || target.positionId === positionId),
  );
  const weight = (target: TargetRow): number =>
    (target.personId === null ? 0 : 2) + (target.positionId === null ? 0 : 1);
  return Object.fromEntries(
    [...fitting].sort((a, b) => weight(a) - weight(b)).map(({ kpiId, value }) => [kpiId, value]),
  );
}

const readSegments = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  personIds: readonly string[],
): Promise<SegmentRow[]> =>
  transaction.query<SegmentRow>(
    `select person_id as "personId", segment_no as "segmentNo", valid_from::text as "from", valid_to::text as "to", days,
            position_id as "positionId", standard_id as "standardId", standard_version as version
     from metrics.collection_segment where company_id = $1 and cycle_id = $2 and person_id = any($3::uuid[])
     order by person_id, segment_no`,
    [companyId, cycleId, personIds],
  );

const readTargets = (transaction: Transaction, companyId: string, cycleId: string): Promise<TargetRow[]> =>
  transaction.query<TargetRow>(
    `select standard_id as "standardId", kpi_id as "kpiId", position_id as "positionId", person_id as "personId", value::text
     from metrics.collection_target where company_id = $1 and cycle_id = $2
     order by standard_id, kpi_id, position_id nulls first, person_id nulls first`,
    [companyId, cycleId],
  );

const parts = (day: string): number[] => day.split('-').map(Number);

function monthsIn({ from, to }: Collection): number {
  const [fromYear = 0, fromMonth = 0] = parts(from);
  const [toYear = 0, toMonth = 0] = parts(to);
  return Math.max(1, (toYear - fromYear) * 12 + toMonth - fromMonth);
}

const daysIn = ({ from, to }: Collection): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
