import type { CycleKind } from '../../../../libs/contracts/values.js';
import { type CalibrationRules, defaultCalibration } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface RulesRow {
  readonly kind: CycleKind;
  readonly version: number;
  readonly minGroup: number;
  readonly quotas: CalibrationRules['quotas'];
  readonly changedByPersonId: string;
  readonly changedAt: Date;
}

/** The newest of each kind that a company has rules of its own for. */
export const readRulesRows = (transaction: Transaction, companyId: string): Promise<RulesRow[]> =>
  transaction.query<RulesRow>(
    `select distinct on (kind) kind, version, min_group as "minGroup", quotas, changed_by_person_id as "changedByPersonId",
            changed_at as "changedAt"
     from cycles.calibration_rules where company_id = $1 order by kind, version desc`,
    [companyId],
  );

/** What a cycle of the kind takes along that is launched now. */
export async function readCalibrationRules(
  transaction: Transaction,
  companyId: string,
  kind: CycleKind,
): Promise<CalibrationRules> {
  const kept = (await readRulesRows(transaction, companyId)).find((row) => row.kind === kind);
  if (!kept) return defaultCalibration;
  const { minGroup, quotas, version } = kept;
  return { minGroup, quotas, version };
}
