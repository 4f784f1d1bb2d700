import { Inject, Injectable } from '@nestjs/common';
import type { cyclesHttp, NextDate, RunningCycle } from '../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeeCycle } from '../../../../libs/domain/access/can-see-cycle.js';
import { type CycleState, finishedStates } from '../../../../libs/domain/cycle/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { type ListedCycle, readCycles } from './cycle-list.js';
import {
  type CycleFacts,
  countStages,
  type LastResult,
  type OwnRow,
  readCycleFacts,
  readLastResult,
  readOwn,
  readWork,
  type StageRow,
  type Work,
} from './home-rows.js';
import { type NameOf, namesFor } from './people-names.js';
import { reachInto, sourcesOf } from './reach.js';

type Overview = ReplyOf<(typeof cyclesHttp)['myOverview']>;

const mostCycles = 12;
const mostDates = 8;

/** One page for everybody: each part holds what the reader answers for, and is empty for whom it is nothing. */
@Injectable()
export class HomeReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async overview(call: CyclesCall): Promise<Overview> {
    const actor = actorOf(call);
    const { companyId } = call;
    const { personId } = actor;
    const found = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      const running = await readCycles(transaction, companyId, {
        seesAll: canSeeCycle(actor),
        personId,
        sourceIds: sourcesOf(actor),
        kind: null,
        state: null,
        running: true,
        afterCycleId: null,
        limit: mostCycles,
      });
      const cycleIds = running.map(({ cycleId }) => cycleId);
      const reach = await reachInto(transaction, call, cycleIds);
      return {
        running,
        seesAll: reach.all,
        facts: await readCycleFacts(transaction, companyId, cycleIds, sourcesOf(actor)),
        stages: await countStages(transaction, companyId, cycleIds, reach),
        work: await readWork(transaction, companyId, cycleIds, reach),
        own: await readOwn(transaction, companyId, personId, cycleIds),
        lastResult: await readLastResult(transaction, companyId, personId),
      };
    });
    const nameOf = await namesFor(this.ports, call, [
      ...found.work.holders.map(({ holderId }) => holderId),
      ...found.own.map(({ holderId }) => holderId),
    ]);
    return overviewOf(found, nameOf);
  }
}

interface Found {
  readonly running: readonly ListedCycle[];
  readonly seesAll: boolean;
  readonly facts: readonly CycleFacts[];
  readonly stages: readonly StageRow[];
  readonly work: Work;
  readonly own: readonly OwnRow[];
  readonly lastResult: LastResult | null;
}

function overviewOf({ running, seesAll, facts, stages, work, own, lastResult }: Found, nameOf: NameOf): Overview {
  const named = new Map(running.map((cycle) => [cycle.cycleId, nameOfCycle(cycle)]));
  /** What was read with the cycles' ids is of these cycles; anything else would be a cycle the reader has no part in. */
  const withCycle = <Row extends { cycleId: string }>(rows: readonly Row[]) =>
    rows.flatMap((row) => {
      const cycle = named.get(row.cycleId);
      return cycle ? [{ row, cycle }] : [];
    });
  return {
    cycles: running.map((cycle) =>
      runningOf(
        cycle,
        stages.filter(({ cycleId }) => cycleId === cycle.cycleId),
        seesAll ? facts.find(({ cycleId }) => cycleId === cycle.cycleId) : undefined,
      ),
    ),
    held: {
      open: work.open,
      late: work.late,
      holders: withCycle(work.holders).map(({ row: { stage, holderId, open, late, dueAt }, cycle }) => ({
        ...cycle,
        stage,
        holder: { personId: holderId, name: nameOf(holderId) },
        open,
        late,
        dueAt,
      })),
    },
    dates: withCycle(datesOf(facts, work))
      .map(({ row: { what, at }, cycle }) => ({ ...cycle, what, at }))
      .toSorted((one, other) => one.at.localeCompare(other.at))
      .slice(0, mostDates),
    own: withCycle(own).map(({ row, cycle }) => ({
      ...cycle,
      appraisalId: row.appraisalId,
      stage: row.stage,
      waitsFor: waitsFor(row, nameOf),
    })),
    lastResult,
    unsigned: withCycle(facts).flatMap(({ row: { unsigned, cutOffAt }, cycle }) =>
      unsigned.map((sourceId) => ({ ...cycle, sourceId, cutOffAt: cutOffAt.toISOString() })),
    ),
  };
}

const nameOfCycle = ({ cycleId, kind, periodFrom, periodTo }: ListedCycle) => ({
  cycleId,
  kind,
  period: { from: periodFrom, to: periodTo },
});

const runningOf = (
  cycle: ListedCycle,
  stages: readonly StageRow[],
  wholeCycle: CycleFacts | undefined,
): RunningCycle => ({
  ...nameOfCycle(cycle),
  state: cycle.state,
  pausedAt: cycle.pausedAt?.toISOString() ?? null,
  people: sum(stages),
  finished: sum(stages.filter(({ stage }) => finishedStates.includes(stage))),
  stages: stages.map(({ stage, people }) => ({ stage, people })),
  sources: wholeCycle ? { all: wholeCycle.sources, signedOff: wholeCycle.signedOff } : null,
});

const sum = (stages: readonly StageRow[]): number => stages.reduce((people, row) => people + row.people, 0);

/** Where a report is still to come. */
const beforeReport: readonly CycleState[] = ['launching', 'collecting', 'scoring', 'in_review', 'publishing'];

/** What lies ahead. While a cycle is paused nothing of it falls due. */
function datesOf(facts: readonly CycleFacts[], { next }: Work): Pick<NextDate, 'cycleId' | 'what' | 'at'>[] {
  const going = facts.filter(({ paused }) => !paused);
  const deadlines = going.flatMap(({ cycleId, cutOffAt, frozen, reportDueAt, state }) => [
    ...(frozen ? [] : [{ cycleId, what: 'cut_off' as const, at: cutOffAt.toISOString() }]),
    ...(beforeReport.includes(state) ? [{ cycleId, what: 'report' as const, at: reportDueAt.toISOString() }] : []),
  ]);
  const tasks = next.filter(({ cycleId }) => going.some((cycle) => cycle.cycleId === cycleId));
  return [...deadlines, ...tasks.map(({ cycleId, stage, at }) => ({ cycleId, what: stage, at }))];
}

function waitsFor({ taskStage, holderId, dueAt }: OwnRow, nameOf: NameOf) {
  if (taskStage === null || holderId === null || dueAt === null) return null;
  return { stage: taskStage, holder: { personId: holderId, name: nameOf(holderId) }, dueAt: dueAt.toISOString() };
}
