import { Inject, Injectable } from '@nestjs/common';
import type { CycleDetail, CycleSummary, cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { canSeeCycle } from '../../../../libs/domain/access/can-see-cycle.js';
import { canSeeSourceRows } from '../../../../libs/domain/access/can-see-source-rows.js';
import { canSteerCycle } from '../../../../libs/domain/access/can-steer-cycle.js';
import { type CycleState, windowsOf } from '../../../../libs/domain/cycle/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { keyOf, pageOf, uuidKey } from '../page-cursor.js';
import { type CycleRow, readCycle } from '../record/cycle-row.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { countStanding, countTasks } from './cycle-counts.js';
import { countCycles, type ListCounts, type ListedCycle, readCycles } from './cycle-list.js';
import { type NameOf, namesFor } from './people-names.js';
import { reachInto, reachOrHide, sourcesOf } from './reach.js';
import { sourceStates } from './source-states.js';

type Http = typeof cyclesHttp;

@Injectable()
export class CyclesReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async list({ query }: InputOf<Http['listCycles']>, call: CyclesCall): Promise<ReplyOf<Http['listCycles']>> {
    const actor = actorOf(call);
    const [afterCycleId = null] = keyOf(query.cursor, uuidKey) ?? [];
    const { cycles, countsOf } = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      const cycles = await readCycles(transaction, call.companyId, {
        seesAll: canSeeCycle(actor),
        personId: actor.personId,
        sourceIds: sourcesOf(actor),
        kind: query.kind ?? null,
        state: query.state ?? null,
        afterCycleId,
        limit: query.limit + 1,
      });
      const cycleIds = cycles.map(({ cycleId }) => cycleId);
      const reach = await reachInto(transaction, call, cycleIds);
      return { cycles, countsOf: await countCycles(transaction, call.companyId, cycleIds, reach) };
    });
    const nameOf = await namesFor(
      this.ports,
      call,
      cycles.map(({ ownerPersonId }) => ownerPersonId),
    );
    return pageOf(
      cycles,
      query.limit,
      ({ cycleId }) => cycleId,
      (cycle) => summaryOf(cycle, countsOf(cycle.cycleId), nameOf),
    );
  }

  async board({ params: { cycleId } }: InputOf<Http['getCycle']>, call: CyclesCall): Promise<CycleDetail> {
    const actor = actorOf(call);
    const { companyId } = call;
    const { cycle, reach, standing, work } = await inTransaction(
      this.ports.database,
      scopeOf(call),
      async (transaction) => {
        const reach = await reachOrHide(transaction, call, cycleId);
        const cycle = await readCycle(transaction, { companyId, cycleId });
        const standing = await countStanding(transaction, companyId, cycleId, reach);
        return { cycle, reach, standing, work: await countTasks(transaction, companyId, cycleId, reach) };
      },
    );
    const sources = await this.sourcesFor(actor, call, cycleId);
    const nameOf = await namesFor(this.ports, call, [
      cycle.ownerPersonId,
      ...work.latePeople.map(({ personId }) => personId),
    ]);
    return {
      ...summaryOf(cycle, { ...standing, late: work.late }, nameOf),
      timeZone: cycle.timeZone,
      deadlines: {
        cutOffAt: cycle.cutOffAt.toISOString(),
        reportDueAt: cycle.reportDueAt.toISOString(),
        provisional: cycle.deadlinesProvisional,
      },
      route: routeOf(cycle),
      stages: [...standing.stages],
      tasks: work.tasks,
      latePeople: work.latePeople.map((late) => ({ ...late, name: nameOf(late.personId) })),
      sources,
      // How the company is cut into cohorts is nothing a team's manager sees.
      cohorts: reach.all ? [...standing.cohorts] : [],
      frozenAt: cycle.frozenAt?.toISOString() ?? null,
      signedOffAt: cycle.signedOffAt?.toISOString() ?? null,
      closedAt: cycle.closedAt?.toISOString() ?? null,
      cancelledReason: cycle.cancelledReason,
      commands: commandsFor(actor, cycle),
    };
  }

  async progress(
    { params: { cycleId } }: InputOf<Http['cycleProgress']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['cycleProgress']>> {
    const { companyId } = call;
    return inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      const reach = await reachOrHide(transaction, call, cycleId);
      const { state, pausedAt } = await readCycle(transaction, { companyId, cycleId });
      const { people, finished, stages } = await countStanding(transaction, companyId, cycleId, reach);
      return { cycleId, state, pausedAt: pausedAt?.toISOString() ?? null, people, finished, stages: [...stages] };
    });
  }

  private async sourcesFor(actor: Actor, call: CyclesCall, cycleId: string): Promise<CycleDetail['sources']> {
    if (!canSeeCycle(actor) && sourcesOf(actor).length === 0) return [];
    const states = await sourceStates(this.ports, call, cycleId);
    return states.filter(({ sourceId }) => canSeeSourceRows(actor, sourceId));
  }
}

const summaryOf = (cycle: ListedCycle, { people, finished, late }: ListCounts, nameOf: NameOf): CycleSummary => ({
  cycleId: cycle.cycleId,
  kind: cycle.kind,
  period: { from: cycle.periodFrom, to: cycle.periodTo },
  state: cycle.state,
  pausedAt: cycle.pausedAt?.toISOString() ?? null,
  version: cycle.version,
  people,
  finished,
  late,
  launchedAt: cycle.launchedAt.toISOString(),
  owner: { personId: cycle.ownerPersonId, name: nameOf(cycle.ownerPersonId) },
});

const routeOf = ({ route }: CycleRow): CycleDetail['route'] => ({
  stages: route.stages.map((stage) => {
    if (stage === 'score') return { stage, windows: null };
    const { window, reminders, escalateAfter } = windowsOf(route, stage);
    return { stage, windows: { window, reminders: [...reminders], escalateAfter } };
  }),
});

/** People come and go until the report is made. */
const populationIsOpen: readonly CycleState[] = ['launching', 'collecting', 'scoring', 'in_review'];

function commandsFor(actor: Actor, { state, pausedAt }: CycleRow): CycleDetail['commands'] {
  if (!canSteerCycle(actor) || state === 'closed' || state === 'cancelled') return [];
  return [
    'extend',
    pausedAt === null ? 'pause' : 'resume',
    'cancel',
    ...(populationIsOpen.includes(state) ? (['exclude_person', 'add_person'] as const) : []),
  ];
}
