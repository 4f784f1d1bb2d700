import { Inject, Injectable } from '@nestjs/common';
import type { CalibrationSession, cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSteerCycle } from '../../../../libs/domain/access/can-steer-cycle.js';
import { calibrationOf, type GradeCounts } from '../../../../libs/domain/cycle/index.js';
import { type GradeQuota, quotaChecks } from '../../../../libs/domain/scoring/distribution.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { keyOf, numberKey, pageOf } from '../page-cursor.js';
import { namesFor } from '../reading/people-names.js';
import { type Reach, reachOrHide } from '../reading/reach.js';
import { recordReading } from '../reading/record-reading.js';
import { type CycleRow, readCycle } from '../record/cycle-row.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { countGrades, type GroupRow, groupOf, readGroups } from './group-rows.js';
import { cycleOfGroup } from './session-access.js';
import { readFigures, type SessionAddress } from './session-figures.js';
import { personOf, readPeople } from './session-people.js';

type Http = typeof cyclesHttp;

interface Seen {
  readonly cycle: CycleRow;
  readonly group: GroupRow;
  readonly reach: Reach;
  readonly address: SessionAddress;
}

/** What is read of calibrations: all of it by HR and auditors, by reviewers the part that is theirs. */
@Injectable()
export class CalibrationReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async list(
    { params: { cycleId } }: InputOf<Http['listCalibrations']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['listCalibrations']>> {
    const groups = await this.read(call, async (transaction) => {
      const reach = await reachOrHide(transaction, call, cycleId);
      return readGroups(transaction, call.companyId, cycleId, reach);
    });
    return { items: groups.map(groupOf) };
  }

  async session(
    { params: { groupId } }: InputOf<Http['getCalibration']>,
    call: CyclesCall,
  ): Promise<CalibrationSession> {
    const { seen, figures, quotas } = await this.read(call, async (transaction) => {
      const seen = await seenGroup(transaction, call, groupId);
      await recordReading(transaction, call, {
        action: 'calibration.read',
        subjectType: 'cycle',
        subjectId: seen.cycle.cycleId,
        after: { groupId },
      });
      const figures = await readFigures(transaction, seen.address, seen.reach);
      const counts = seen.reach.all ? await countGrades(transaction, call.companyId, groupId) : null;
      return { seen, figures, quotas: counts && quotasOf(counts, calibrationOf(seen.cycle.route)?.quotas ?? []) };
    });
    const { cycle, group, reach } = seen;
    const nameOf = await namesFor(
      this.ports,
      call,
      figures.leniency.map(({ reviewerId }) => reviewerId),
    );
    const calibrates = canSteerCycle(actorOf(call)) && cycle.state === 'in_review' && cycle.pausedAt === null;
    return {
      ...groupOf(group),
      cycleId: cycle.cycleId,
      kind: cycle.kind,
      period: { from: cycle.periodFrom, to: cycle.periodTo },
      whole: reach.all,
      grades: [...figures.grades],
      quotas: quotas ?? [],
      mean: figures.mean,
      leniency: figures.leniency.map(({ reviewerId, ...one }) => ({
        reviewer: { personId: reviewerId, name: nameOf(reviewerId) },
        ...one,
      })),
      may: {
        begin: calibrates && group.taskId === null && group.there > 0,
        close: calibrates && group.taskId !== null,
      },
    };
  }

  async people(
    { params: { groupId }, query }: InputOf<Http['listCalibrated']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['listCalibrated']>> {
    const actor = actorOf(call);
    const [afterTotal = null, afterId = null] = keyOf(query.cursor, numberKey) ?? [];
    const { rows, seen } = await this.read(call, async (transaction) => {
      const seen = await seenGroup(transaction, call, groupId);
      const rows = await readPeople(transaction, seen.address, seen.reach, {
        grade: query.grade ?? null,
        reviewerId: query.reviewerId ?? null,
        afterTotal,
        afterId,
        limit: query.limit + 1,
      });
      return { rows, seen };
    });
    const nameOf = await namesFor(this.ports, call, [
      ...rows.map(({ reviewerId }) => reviewerId),
      ...rows.flatMap(({ moves }) => moves.map(({ by }) => by)),
    ]);
    const { cycle, group } = seen;
    const open = group.taskId !== null && cycle.pausedAt === null && canSteerCycle(actor);
    return pageOf(
      rows,
      query.limit,
      ({ total, appraisalId }) => `${total ?? '0'}/${appraisalId}`,
      (row) => personOf(row, actor, open, nameOf),
    );
  }

  private read<T>(call: CyclesCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, scopeOf(call), work);
  }
}

/** A group of which the reader sees nobody is not there for them. */
async function seenGroup(transaction: Transaction, call: CyclesCall, groupId: string): Promise<Seen> {
  const { companyId } = call;
  const cycleId = await cycleOfGroup(transaction, companyId, groupId);
  const reach = await reachOrHide(transaction, call, cycleId);
  const [group] = await readGroups(transaction, companyId, cycleId, reach, groupId);
  if (!group) throw notFound('calibration', groupId);
  const cycle = await readCycle(transaction, { companyId, cycleId });
  return { cycle, group, reach, address: { companyId, cycleId, groupId } };
}

function quotasOf(counts: GradeCounts, quotas: readonly GradeQuota[]): CalibrationSession['quotas'] {
  return quotaChecks(counts, quotas).map((check, index) => {
    const quota = quotas[index];
    return {
      ...check,
      percent: quota?.percent ?? '0',
      toPercent: quota?.rule === 'between' ? quota.toPercent : null,
    };
  });
}
