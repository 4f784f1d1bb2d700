import type { Figures } from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Need } from './needs.js';

export interface FiguresRow {
  readonly personId: string;
  readonly segmentNo: number;
  readonly inputId: string;
  readonly sum: string;
  readonly count: string;
  readonly last: string | null;
  readonly max: string | null;
  readonly min: string | null;
}

export interface Asked {
  readonly companyId: string;
  readonly cycleId: string;
  readonly snapshotNo: number;
  readonly personIds: readonly string[];
  readonly needs: readonly Need[];
}

/** Adds up the snapshot's observations for every person, segment and needed input, as one set. */
export function aggregateFigures(transaction: Transaction, asked: Asked): Promise<FiguresRow[]> {
  return transaction.query<FiguresRow>(aggregate, [
    asked.companyId,
    asked.cycleId,
    asked.snapshotNo,
    asked.personIds,
    JSON.stringify(asked.needs),
  ]);
}

/** A figure nobody asked for is no number: reading it by mistake fails loudly instead of scoring with another. */
const notAskedFor = 'not asked for';

export const figuresOf = ({ sum, count, last, max, min }: FiguresRow): Figures => ({
  sum,
  count,
  last: last ?? notAskedFor,
  max: max ?? notAskedFor,
  min: min ?? notAskedFor,
});

/** Which observations a snapshot holds; the aliases are the callers'. */
export const inSnapshot = `
  o.source_id = sn.source_id and o.revision_from <= sn.revision and (o.revision_to is null or o.revision_to > sn.revision)`;

/**
 * The last value is the greatest text of day (10 characters), id (36) and value: a maximum needs no sorting, which an ordered aggregate
 * would do for every figure.
 */
const figures = `
  sum(o.value)::text as sum, count(*)::text as count,
  substr(max((o.occurred_on::text || o.observation_id::text || o.value::text) collate "C") filter (where d.last), 47) as last,
  (max(o.value) filter (where d.extremes))::text as max, (min(o.value) filter (where d.extremes))::text as min`;

/**
 * Rows of a team count while the reporting line held and inside the segment, on their own day. `offset 0` keeps the walk person by person
 * through the indexes: a cycle's copied rows and the figures just loaded are too young for the planner to know how many they are, and it
 * would read the whole source's month for every figure.
 */
const aggregate = `
  with need as materialized (
    select * from jsonb_to_recordset($5::jsonb) as n("standardId" text, version int, "positionId" text, "inputId" text, team boolean,
      last boolean, extremes boolean)
  ), segment as materialized (
    select person_id, segment_no, valid_from, valid_to, standard_id, standard_version, position_id
    from metrics.collection_segment where company_id = $1 and cycle_id = $2 and person_id = any($4::uuid[])
  ), snapshot as materialized (
    select source_id, revision from metrics.collection_snapshot where company_id = $1 and cycle_id = $2 and snapshot_no = $3
  ), due as materialized (
    select s.person_id, s.segment_no, s.valid_from, s.valid_to, n."inputId", n.team, n.last, n.extremes
    from segment s join need n
      on n."standardId" = s.standard_id and n.version = s.standard_version and n."positionId" = s.position_id
  ), added as (
    select d.person_id, d.segment_no, d."inputId", f.* from due d
    cross join lateral (
      select ${figures}
      from (
        select o.* from metrics.observation o
        where o.company_id = $1 and o.person_id = d.person_id and o.input_id = d."inputId"
          and o.occurred_on >= d.valid_from and o.occurred_on < d.valid_to offset 0) o
      join snapshot sn on ${inSnapshot}) f
    where not d.team
    union all
    select d.person_id, d.segment_no, d."inputId", f.* from due d
    cross join lateral (
      select ${figures}
      from metrics.collection_line l
      cross join lateral (
        select o.* from metrics.observation o
        where o.company_id = $1 and o.person_id = l.person_id and o.input_id = d."inputId"
          and o.occurred_on >= greatest(d.valid_from, l.valid_from) and o.occurred_on < least(d.valid_to, l.valid_to) offset 0) o
      join snapshot sn on ${inSnapshot}
      where l.company_id = $1 and l.cycle_id = $2 and l.ancestor_id = d.person_id) f
    where d.team
  )
  select person_id as "personId", segment_no as "segmentNo", "inputId", sum, count, last, max, min from added where sum is not null`;
