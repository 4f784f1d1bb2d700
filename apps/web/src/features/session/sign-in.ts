import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import type { Locale } from '../../../../../libs/contracts/values.js';
import { api, signIn, signOut } from '../../shared/api.js';

/** A language chosen before signing in becomes the account's; otherwise the account's own is shown. */
export function useSignIn(to: string, chosen: Locale | null) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ login, password }: { login: string; password: string }) => {
      await signIn(login, password);
      if (chosen) await api(rolesHttp.updateSession, { body: { locale: chosen } });
    },
    onSuccess: async () => {
      queries.clear();
      await navigate({ to });
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
  });
}
