import { useQuery } from '@tanstack/react-query';
import { type CompanyRouteOfKind, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { companyRoute } from '../../../../../libs/domain/cycle/company-route.js';
import type { Route } from '../../../../../libs/domain/cycle/route.js';
import { api } from '../api.js';

export const routesKey = ['company-routes'] as const;

/** The way each kind of cycle goes in this company. */
export const useCompanyRoutes = () =>
  useQuery({ queryKey: routesKey, queryFn: () => api(cyclesHttp.listRoutes, {}), select: ({ items }) => items });

export function routeOf({ kind, route: { windows, ...rest } }: Pick<CompanyRouteOfKind, 'kind' | 'route'>): Route {
  return companyRoute(kind, {
    ...rest,
    windows: Object.fromEntries(windows.map(({ stage, ...times }) => [stage, times])),
  });
}

export function routeOfKind(items: readonly CompanyRouteOfKind[], kind: CycleKind): Route {
  const found = items.find((one) => one.kind === kind);
  if (!found) throw new Error(`every kind has a route, ${kind} too`);
  return routeOf(found);
}
