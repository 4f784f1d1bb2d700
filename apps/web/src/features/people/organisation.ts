import { useQuery } from '@tanstack/react-query';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';

export type DepartmentRow = ReplyOf<typeof rolesHttp.listDepartments>['items'][number];

export const useDepartments = () =>
  useQuery({
    queryKey: ['departments'],
    queryFn: async () => (await api(rolesHttp.listDepartments, {})).items,
  });
export const usePositions = () =>
  useQuery({ queryKey: ['positions'], queryFn: async () => (await api(rolesHttp.listPositions, {})).items });
