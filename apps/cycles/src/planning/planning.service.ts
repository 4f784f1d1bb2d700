import { Inject, Injectable } from '@nestjs/common';
import type { collectingCycles, launchedCycles, workingCalendar } from '../../../../libs/contracts/cycles/messages.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { type CyclesCall, scopeOf } from '../caller.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';

@Injectable()
export class PlanningService {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async calendar(call: CyclesCall): Promise<AnswerOf<typeof workingCalendar>> {
    const { exceptions, loadedYears } = await this.ports.calendars.calendarOf(call.companyId);
    return {
      loadedYears: [...loadedYears],
      exceptions: [...exceptions].map(([day, kind]) => ({ day, kind })),
    };
  }

  async launched(call: CyclesCall): Promise<AnswerOf<typeof launchedCycles>> {
    const [row] = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      transaction.query<{ count: number }>('select count(*)::int as count from cycles.cycle where company_id = $1', [
        call.companyId,
      ]),
    );
    return { count: row?.count ?? 0 };
  }

  async collecting(
    { cycleIds }: RequestOf<typeof collectingCycles>,
    call: CyclesCall,
  ): Promise<AnswerOf<typeof collectingCycles>> {
    const rows = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      transaction.query<{ cycleId: string }>(
        `select cycle_id as "cycleId" from cycles.cycle
         where company_id = $1 and cycle_id = any($2::uuid[]) and state = 'collecting' and paused_at is null`,
        [call.companyId, cycleIds],
      ),
    );
    return { cycleIds: rows.map(({ cycleId }) => cycleId) };
  }
}
