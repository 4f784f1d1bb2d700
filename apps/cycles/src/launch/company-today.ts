import { type CompanyClock, dateIn } from '../../../../libs/domain/calendar/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import type { CyclesCall } from '../caller.js';
import type { RecordPorts } from '../record/ports.js';
import { companyOf } from './check-launch.js';

/** The company's day by the record's clock, and its working days. */
export async function companyToday(
  ports: RecordPorts,
  call: CyclesCall,
): Promise<{ readonly today: string; readonly clock: CompanyClock }> {
  const { companyId } = call;
  const { timeZone } = await companyOf(ports, call);
  const [row] = await inTransaction(ports.database, { companyId }, (transaction) =>
    transaction.query<{ now: Date }>('select platform.now() as now'),
  );
  return {
    today: dateIn(timeZone, (row?.now ?? new Date(0)).toISOString()),
    clock: await ports.calendars.clockOf(companyId, timeZone),
  };
}
