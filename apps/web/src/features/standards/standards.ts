import { useQuery } from '@tanstack/react-query';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import type { StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { api } from '../../shared/api.js';

export type StandardSummary = ReplyOf<typeof rolesHttp.listStandards>['items'][number];
export type VersionSummary = ReplyOf<typeof rolesHttp.listStandardVersions>['items'][number];

export const useStandards = () =>
  useQuery({ queryKey: ['standards'], queryFn: () => api(rolesHttp.listStandards, {}) });

/** Newest first. */
export const useVersions = (standardId: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['standards', standardId, 'versions'],
    queryFn: async () => (await api(rolesHttp.listStandardVersions, { params: { standardId } })).items,
  });

export interface WholeVersion extends VersionSummary {
  readonly standard: StandardVersion;
}

export const versionQuery = (standardId: string, version: number) => ({
  queryKey: ['standards', standardId, 'version', version],
  queryFn: async (): Promise<WholeVersion> => {
    const reply = await api(rolesHttp.getStandardVersion, { params: { standardId, version } });
    return { ...reply, standard: documentOf(reply) };
  },
  // A version never changes again.
  staleTime: Number.POSITIVE_INFINITY,
});

/** The server has checked the document against the standard's format before it was kept. */
export const documentOf = (reply: ReplyOf<typeof rolesHttp.getStandardVersion>): StandardVersion =>
  reply.document as unknown as StandardVersion;

/** The version in effect today: the newest that has begun; before the first has, the first. */
export const versionInEffect = (versions: readonly VersionSummary[], today: string): VersionSummary | undefined =>
  versions.find((version) => version.effectiveFrom <= today) ?? versions.at(-1);
