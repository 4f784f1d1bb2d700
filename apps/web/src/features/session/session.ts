import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { api, signIn, signOut } from '../../shared/api.js';

export const useSession = () =>
  useQuery({ queryKey: ['session'], queryFn: () => api(rolesHttp.getSession, {}), staleTime: 60_000 });

export function useSignIn() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) => signIn(login, password),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/sign-in' });
    },
  });
}
