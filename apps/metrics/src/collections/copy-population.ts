import type { PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import { copyInto, type Transaction } from '../../../../libs/platform/database/index.js';
import type { DirectoryPerson } from '../organisation/organisation.js';

interface CollectionPlace {
  readonly companyId: string;
  readonly cycleId: string;
  readonly from: string;
  readonly to: string;
}

/** People the collection has already keep their first copy: what scored them must not move under them. */
export async function copySegments(
  transaction: Transaction,
  { companyId, cycleId }: CollectionPlace,
  members: readonly PopulationMember[],
): Promise<void> {
  await transaction.query(`
    create temporary table copied_segment (
      person_id uuid, segment_no integer, valid_from date, valid_to date, days integer, position_id text, standard_id text,
      standard_version integer
    ) on commit drop`);
  await copyInto(
    transaction,
    'copied_segment',
    ['person_id', 'segment_no', 'valid_from', 'valid_to', 'days', 'position_id', 'standard_id', 'standard_version'],
    members.flatMap(({ personId, segments }) =>
      [...segments]
        .sort((a, b) => (a.from < b.from ? -1 : 1))
        .map((segment, index) => [
          personId,
          index + 1,
          segment.from,
          segment.to,
          segment.days,
          segment.positionId,
          segment.standardId,
          segment.standardVersion,
        ]),
    ),
  );
  await transaction.query(
    `insert into metrics.collection_segment (company_id, cycle_id, person_id, segment_no, valid_from, valid_to, days, position_id,
       standard_id, standard_version)
     select $1, $2, c.* from copied_segment c
     where not exists (select from metrics.collection_segment s
                       where s.company_id = $1 and s.cycle_id = $2 and s.person_id = c.person_id)`,
    [companyId, cycleId],
  );
}

/**
 * Everybody's line upward through the period, by walking each assignment's manager and narrowing to the days on which the whole way
 * held. Two ways to the same superior are merged, so that no row of a team counts twice.
 */
export async function copyReportingLines(
  transaction: Transaction,
  { companyId, cycleId, from, to }: CollectionPlace,
  people: readonly DirectoryPerson[],
): Promise<void> {
  await transaction.query(`
    create temporary table copied_assignment (person_id uuid, manager_id uuid, valid_from date, valid_to date) on commit drop`);
  await copyInto(
    transaction,
    'copied_assignment',
    ['person_id', 'manager_id', 'valid_from', 'valid_to'],
    people.flatMap(({ personId, assignments }) =>
      assignments
        .filter((assignment) => assignment.managerId !== null)
        .map((assignment) => [personId, assignment.managerId, assignment.from, assignment.to]),
    ),
  );
  await transaction.query(`
    create temporary table copied_person (person_id uuid) on commit drop`);
  await copyInto(
    transaction,
    'copied_person',
    ['person_id'],
    people.map(({ personId }) => [personId]),
  );
  await transaction.query('create index on copied_assignment (person_id); analyze copied_assignment');
  await transaction.query(
    `with recursive way (ancestor_id, person_id, valid_from, valid_to, passed) as (
       select person_id, person_id, $3::date, $4::date, array[person_id] from copied_person
       union all
       select a.manager_id, w.person_id, greatest(w.valid_from, a.valid_from), least(w.valid_to, coalesce(a.valid_to, w.valid_to)),
              w.passed || a.manager_id
       from way w join copied_assignment a on a.person_id = w.ancestor_id
       where a.valid_from < w.valid_to and (a.valid_to is null or a.valid_to > w.valid_from) and not a.manager_id = any(w.passed)
     ), merged as (
       select ancestor_id, person_id, unnest(range_agg(daterange(valid_from, valid_to))) as days
       from way group by ancestor_id, person_id
     )
     insert into metrics.collection_line (company_id, cycle_id, ancestor_id, person_id, valid_from, valid_to)
     select $1, $2, ancestor_id, person_id, lower(days), upper(days) from merged m
     where not exists (select from metrics.collection_line l
                       where l.company_id = $1 and l.cycle_id = $2 and l.person_id = m.person_id)`,
    [companyId, cycleId, from, to],
  );
}
