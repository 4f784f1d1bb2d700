import { useQueries } from '@tanstack/react-query';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import type { LocalisedText } from '../../../../../libs/contracts/values.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import type { TracedLine } from './traced-lines.js';

interface NamedKpi {
  readonly kpiId: string;
  readonly names: LocalisedText;
}

/** KPIs by the names of the very versions they were scored under. */
export function useKpiNames(lines: readonly TracedLine[]): (kpiId: string) => string {
  const format = useFormat();
  const versions = [...new Set(lines.map(({ standardId, standardVersion }) => `${standardId}/${standardVersion}`))];
  const read = useQueries({
    queries: versions.map((key) => {
      const [standardId = '', version] = key.split('/');
      return {
        queryKey: ['audit', 'kpi-names', key],
        queryFn: () => api(rolesHttp.getStandardVersion, { params: { standardId, version: Number(version) } }),
        staleTime: Number.POSITIVE_INFINITY,
      };
    }),
  });
  const kpis = read.flatMap(({ data }) => (data?.document.kpis ?? []) as readonly NamedKpi[]);
  const names = new Map(kpis.map((kpi) => [kpi.kpiId, format.name(kpi.names)]));
  return (kpiId) => names.get(kpiId) ?? kpiId;
}
