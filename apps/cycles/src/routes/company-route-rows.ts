import type { CycleKind } from '../../../../libs/contracts/values.js';
import { type CompanyRoute, companyRoute, type Route } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface CompanyRouteRow {
  readonly kind: CycleKind;
  readonly route: CompanyRoute;
  readonly changedByPersonId: string;
  readonly changedAt: Date;
  readonly version: number;
}

export const readCompanyRoutes = (transaction: Transaction, companyId: string): Promise<CompanyRouteRow[]> =>
  transaction.query<CompanyRouteRow>(
    `select kind, route, changed_by_person_id as "changedByPersonId", changed_at as "changedAt", version
     from cycles.company_route where company_id = $1`,
    [companyId],
  );

/** As a cycle of the kind would go that is launched now. */
export async function readRoute(transaction: Transaction, companyId: string, kind: CycleKind): Promise<Route> {
  const kept = (await readCompanyRoutes(transaction, companyId)).find((row) => row.kind === kind);
  return companyRoute(kind, kept?.route ?? null);
}
