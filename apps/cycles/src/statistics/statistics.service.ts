import { Inject, Injectable } from '@nestjs/common';
import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeeCycle } from '../../../../libs/domain/access/can-see-cycle.js';
import { canSeeScores } from '../../../../libs/domain/access/can-see-scores.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type CyclesCall, localeOf, scopeOf } from '../caller.js';
import { keyOf, numberKey, pageOf, textKey } from '../page-cursor.js';
import { findStanding } from '../reading/appraisal-rows.js';
import { namesFor } from '../reading/people-names.js';
import { reachInto, reachOrHide } from '../reading/reach.js';
import { recordReading } from '../reading/record-reading.js';
import { readCycle } from '../record/cycle-row.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { readPeriods, readPositionMedians } from './comparison.js';
import { readHeatMap } from './heat-map.js';
import { readGrades, readGroups, readManagers, readOverall } from './spread.js';
import { readTrend } from './trend.js';

type Http = typeof cyclesHttp;

/** What totals say taken together, over the people a reader may see. */
@Injectable()
export class StatisticsService {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async ofCycle(
    { params: { cycleId } }: InputOf<Http['cycleStatistics']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['cycleStatistics']>> {
    const { managers, ...statistics } = await this.read(call, async (transaction) => {
      const reach = await reachOrHide(transaction, call, cycleId);
      const { companyId } = call;
      await recordReading(transaction, call, {
        action: 'cycle.statistics_read',
        subjectType: 'cycle',
        subjectId: cycleId,
      });
      return {
        ...(await readOverall(transaction, companyId, cycleId, reach)),
        grades: await readGrades(transaction, companyId, cycleId, reach),
        departments: await readGroups(transaction, companyId, cycleId, reach, 'department'),
        positions: await readGroups(transaction, companyId, cycleId, reach, 'position'),
        managers: await readManagers(transaction, companyId, cycleId, reach),
      };
    });
    const nameOf = await namesFor(
      this.ports,
      call,
      managers.map(({ managerId }) => managerId),
    );
    return {
      ...statistics,
      managers: managers.map(({ managerId, ...spread }) => ({
        manager: { personId: managerId, name: nameOf(managerId) },
        ...spread,
      })),
    };
  }

  async heatMap(
    { params: { cycleId }, query }: InputOf<Http['cycleHeatMap']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['cycleHeatMap']>> {
    const { order } = query;
    const [afterKey = null, afterId = null] = keyOf(query.cursor, order === 'total' ? numberKey : textKey) ?? [];
    const rows = await this.read(call, async (transaction) => {
      const reach = await reachOrHide(transaction, call, cycleId);
      if (query.cursor === undefined)
        await recordReading(transaction, call, {
          action: 'cycle.heat_map_read',
          subjectType: 'cycle',
          subjectId: cycleId,
        });
      return readHeatMap(transaction, call.companyId, cycleId, reach, {
        managerId: query.managerId ?? null,
        order,
        locale: localeOf(call),
        afterKey,
        afterId,
        limit: query.limit + 1,
      });
    });
    return pageOf(
      rows,
      query.limit,
      ({ person, total, appraisalId }) => {
        const key = { code: person.employeeCode, name: person.name, total: total ?? '0' }[order];
        return `${key}/${appraisalId}`;
      },
      (row) => row,
    );
  }

  async trend(
    { query }: InputOf<Http['statisticsTrend']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['statisticsTrend']>> {
    const { kind, departmentId = null } = query;
    return this.read(call, async (transaction) => {
      const cycles = await transaction.query<{ cycleId: string; from: string; to: string }>(
        `select cycle_id as "cycleId", period_from::text as "from", period_to::text as "to" from cycles.cycle
         where company_id = $1 and kind = $2 and state in ('in_review', 'publishing', 'signing_off', 'closed')
         order by period_from desc, cycle_id desc limit 24`,
        [call.companyId, kind],
      );
      const cycleIds = cycles.map(({ cycleId }) => cycleId);
      const reach = await reachInto(transaction, call, cycleIds);
      const figures = await readTrend(transaction, call.companyId, cycleIds, reach, departmentId);
      return {
        items: cycles.reverse().flatMap(({ cycleId, from, to }) => {
          const found = figures.get(cycleId);
          return found ? [{ cycleId, period: { from, to }, ...found }] : [];
        }),
      };
    });
  }

  async comparison(
    { params: { appraisalId } }: InputOf<Http['appraisalComparison']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['appraisalComparison']>> {
    const actor = actorOf(call);
    const { companyId } = call;
    return this.read(call, async (transaction) => {
      const row = await findStanding(transaction, companyId, appraisalId);
      if (!row || !canSeeScores(actor, row)) throw notFound('appraisal', appraisalId);
      const cycle = await readCycle(transaction, { companyId, cycleId: row.cycleId });
      const reach = canSeeCycle(actor)
        ? { all: true, personId: actor.personId, teams: [] }
        : { all: false, personId: actor.personId, teams: null };
      return {
        periods: await readPeriods(transaction, cycle, row, reach),
        position: await readPositionMedians(transaction, cycle, appraisalId),
      };
    });
  }

  private read<T>(call: CyclesCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, scopeOf(call), work);
  }
}
