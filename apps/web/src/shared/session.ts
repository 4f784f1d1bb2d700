import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { type Me, rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { Grant } from '../../../../libs/contracts/values.js';
import { api } from './api.js';

export type { Me };

export const sessionKey = ['session'] as const;
export const sessionQuery = {
  queryKey: sessionKey,
  queryFn: () => api(rolesHttp.getSession, {}),
  staleTime: 60_000,
} as const;
export const useSession = () => useQuery(sessionQuery);

/** Given by the shell: every page inside it has somebody signed in. */
export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe belongs inside the shell, where somebody is signed in');
  return me;
}

export const holds = (me: Me, ...grants: readonly Grant[]): boolean =>
  grants.some((grant) => me.grants.includes(grant));

/** Who asks, as the access questions of the domain see one. */
export const actorOf = (me: Me) => ({
  accountId: me.accountId,
  personId: me.person?.personId ?? null,
  grants: me.grants,
  sourceIds: me.sourceIds,
});
