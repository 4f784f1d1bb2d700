import type { Actor } from '../../../../libs/contracts/values.js';
import { canSeeCycle } from '../../../../libs/domain/access/can-see-cycle.js';
import { canSeeCycleInPart, type PartInCycle } from '../../../../libs/domain/access/can-see-cycle-in-part.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type CyclesCall } from '../caller.js';

/** Beyond so many teams a search does better in the order it answers in than team by team. */
const mostTeams = 500;

/** How far a reader sees among the appraisals of some cycles. */
export interface Reach {
  readonly all: boolean;
  readonly personId: string | null;
  /** Reviewers whose teams may hold somebody the reader sees; null: too many to be worth naming. */
  readonly teams: readonly string[] | null;
}

/** can-see-appraisal as SQL, over `cycles.appraisal a`, with `reachParameters` as $1 to $5. */
const seen = `($3::boolean or a.person_id = $4::uuid or (($5::uuid[] is null or a.reviewer_id = any($5::uuid[]))
  and (a.reviewer_id = $4::uuid or a.manager_id = $4::uuid or $4::uuid = any(a.manager_path))))`;
export const seenInCycle = `a.company_id = $1 and a.cycle_id = $2 and ${seen}`;
export const seenInCycles = `a.company_id = $1 and a.cycle_id = any($2::uuid[]) and ${seen}`;

export const reachParameters = (companyId: string, cycles: string | readonly string[], reach: Reach) => [
  companyId,
  cycles,
  reach.all,
  reach.personId,
  reach.teams,
];

export async function reachInto(
  transaction: Transaction,
  call: CyclesCall,
  cycleIds: readonly string[],
): Promise<Reach> {
  const actor = actorOf(call);
  const { personId } = actor;
  if (canSeeCycle(actor) || personId === null) return { all: canSeeCycle(actor), personId, teams: [] };
  const rows = await transaction.query<{ reviewer_id: string }>(
    `select distinct reviewer_id from cycles.team_superior
     where company_id = $1 and superior_id = $2 and cycle_id = any($3::uuid[]) limit $4`,
    [call.companyId, personId, cycleIds, mostTeams + 1],
  );
  return { all: false, personId, teams: rows.length > mostTeams ? null : rows.map(({ reviewer_id }) => reviewer_id) };
}

/** The reader's reach in one cycle; a cycle they are no part of is not there for them. */
export async function reachOrHide(transaction: Transaction, call: CyclesCall, cycleId: string): Promise<Reach> {
  const actor = actorOf(call);
  const reach = await reachInto(transaction, call, [cycleId]);
  if (reach.all) return reach;
  const [part] = await transaction.query<PartInCycle>(
    `select exists (select from cycles.appraisal a where ${seenInCycle}) as appraisals,
       exists (select from cycles.cycle_source s
               where s.company_id = $1 and s.cycle_id = $2 and s.source_id = any($6::text[])) as "sourceTasks"`,
    [...reachParameters(call.companyId, cycleId, reach), sourcesOf(actor)],
  );
  if (!part || !canSeeCycleInPart(actor, part)) throw notFound('cycle', cycleId);
  return reach;
}

/** What a list of ids without the grant says counts for nothing. */
export const sourcesOf = (actor: Actor): readonly string[] =>
  actor.grants.includes('data_owner') ? actor.sourceIds : [];
