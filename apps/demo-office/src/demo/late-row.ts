import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import { figuresOwner } from '../company/staff.js';
import type { Office } from './office.js';

/** One more questionnaire after the cut-off: kept and listed, and no figure moves. */
export async function bringLateRow(office: Office, cycleId: string): Promise<void> {
  const owner = await office.as(figuresOwner);
  const name = 'sales-follow-up-late.csv';
  const { batch } = await owner.ask(metricsHttp.uploadBatch, {
    params: { sourceId: 'survey' },
    query: { cycleId },
    file: { name, content: readFileSync(join(office.settings.folder, 'late', name)) },
  });
  const { items } = await owner.ask(metricsHttp.listQuarantinedRows, {
    query: { cycleId, batchId: batch.batchId, reason: 'late' },
  });
  office.board.check(
    'the late row is held as late and counts for nothing',
    items.length === 1 && batch.observations === 0,
  );
}
