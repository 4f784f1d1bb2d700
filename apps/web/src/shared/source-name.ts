import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import { api } from './api.js';
import { useFormat } from './format.js';

/** Sources are renamed about never. */
const forLong = 10 * 60_000;

/** What a source is called, on every page: as it is configured; until that is known, or where there is no such source, as it comes with Kaohe. */
export function useSourceName(): (sourceId: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const known = useQuery({
    queryKey: ['source-names'],
    queryFn: () => api(metricsHttp.listSourceNames, {}),
    staleTime: forLong,
    retry: false,
  });
  return (sourceId) => {
    const configured = known.data?.items.find((source) => source.sourceId === sourceId);
    return configured ? format.name(configured.names) : t(`sourceName.${sourceId}`, sourceId);
  };
}
