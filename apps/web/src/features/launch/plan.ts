import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type CompanyRouteOfKind, cyclesHttp, type RouteSettings } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { dateIn } from '../../../../../libs/domain/calendar/zone.js';
import { routeOfKind } from '../../shared/cycle/company-routes.js';
import { useTimeZone } from '../../shared/time-zone.js';
import { lastOver } from './periods.js';
import { routeChanges, usualDays, type WindowDays } from './windows.js';

export type Check = ReplyOf<typeof cyclesHttp.preLaunchCheck>;

/** What HR wants to launch, as the check and the launch take it. */
export interface LaunchBody {
  readonly kind: CycleKind;
  readonly periodFrom: string;
  readonly departmentIds?: string[];
  readonly route?: RouteSettings;
}

/** The form's state: what is chosen stands in the address, the windows only here. */
export function usePlan(routes: readonly CompanyRouteOfKind[]) {
  const search = useSearch({ from: '/shell/launch' });
  const navigate = useNavigate();
  const today = dateIn(useTimeZone(), new Date().toISOString());
  const kind = search.kind ?? 'month';
  const from = search.from ?? lastOver(kind, today);
  const departments = search.departments ?? [];
  const [changed, setChanged] = useState<{ readonly kind: CycleKind; readonly days: WindowDays } | null>(null);
  const usual = routeOfKind(routes, kind);
  const days = changed?.kind === kind ? changed.days : usualDays(usual);
  const choose = (next: Partial<typeof search>) =>
    void navigate({ to: '/launch', search: { ...search, ...next }, replace: true });
  const route = routeChanges(usual, days);
  const body: LaunchBody = {
    kind,
    periodFrom: from,
    ...(departments.length === 0 ? {} : { departmentIds: departments }),
    ...(route ? { route } : {}),
  };
  return {
    today,
    kind,
    from,
    departments,
    usual,
    days,
    body,
    chooseKind: (next: CycleKind) => choose({ kind: next, from: undefined }),
    chooseFrom: (next: string) => choose({ from: next }),
    chooseDepartments: (next: string[]) => choose({ departments: next.length === 0 ? undefined : next }),
    changeDays: (next: WindowDays) => setChanged({ kind, days: next }),
  };
}
export type Plan = ReturnType<typeof usePlan>;
