import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../../../libs/contracts/audit/http.js';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { canSeeAccounts } from '../../../../../libs/domain/access/can-see-accounts.js';
import { api } from '../api.js';
import { actorOf, useMe } from '../session.js';

export interface Names {
  readonly person: (personId: string) => string;
  /** Who did it: a person, an account without one, or the system. */
  readonly actor: (entry: Pick<AuditEntry, 'actorPersonId' | 'actorAccountId'>) => string;
}

const forLong = 10 * 60_000;

/** Names of the people and accounts that entries speak of, each asked for once. */
export function useNames(personIds: readonly string[]): Names {
  const { t } = useTranslation();
  const me = useMe();
  const people = useQueries({
    queries: [...new Set(personIds)].map((personId) => ({
      queryKey: ['person', personId],
      queryFn: () => api(rolesHttp.getPerson, { params: { personId } }),
      staleTime: forLong,
      retry: false,
    })),
  });
  const accounts = useQuery({
    queryKey: ['accounts', 'names'],
    queryFn: async () => (await api(rolesHttp.listAccounts, { query: { limit: 500 } })).items,
    enabled: canSeeAccounts(actorOf(me)),
    staleTime: forLong,
  });
  const names = new Map(people.flatMap(({ data }) => (data ? [[data.personId, data.name] as const] : [])));
  const logins = new Map(accounts.data?.map(({ accountId, login }) => [accountId, login]));
  const person = (personId: string) => names.get(personId) ?? t('audit.somebody');
  return {
    person,
    actor: ({ actorPersonId, actorAccountId }) => {
      if (actorPersonId !== null) return person(actorPersonId);
      if (actorAccountId === null) return t('audit.system');
      return t('audit.accountOf', { login: logins.get(actorAccountId) ?? actorAccountId.slice(-8) });
    },
  };
}

/** Everybody an entry speaks of: who did it, whom it is about, and who stands in its values. */
export function peopleIn(entries: readonly AuditEntry[]): readonly string[] {
  return entries.flatMap(({ actorPersonId, aboutPersonId }) =>
    [actorPersonId, aboutPersonId].filter((personId) => personId !== null),
  );
}
