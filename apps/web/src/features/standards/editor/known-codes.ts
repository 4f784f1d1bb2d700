import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { metricsHttp } from '../../../../../../libs/contracts/metrics/http.js';
import { rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import type { StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { api } from '../../../shared/api.js';
import { useSourceName } from '../../../shared/source-name.js';
import { useWords } from '../../../shared/words.js';

interface Known {
  readonly value: string;
  readonly label: string;
}
export interface KnownCodes {
  readonly sources: readonly Known[];
  readonly inputs: readonly Known[];
  readonly units: readonly Known[];
}

/** Codes the company has sources for, and those the standard uses already. */
export function useKnownCodes(standard: StandardVersion): KnownCodes {
  const words = useWords();
  const sourceName = useSourceName();
  const { i18n, t } = useTranslation();
  const sources = useQuery({
    queryKey: ['sources', 'of standards'],
    queryFn: async () => (await api(metricsHttp.listSources, {})).items,
  });
  const items = sources.data ?? [];
  const units: Record<string, string> = i18n.getResource(i18n.language, 'translation', 'unit') ?? {};
  return {
    sources: named([...items.map(({ sourceId }) => sourceId), ...standard.kpis.map((kpi) => kpi.sourceId)], sourceName),
    inputs: named(
      [
        ...items.flatMap(({ inputs }) => inputs),
        ...standard.kpis.flatMap(({ inputs }) => [inputs?.actual ?? '', inputs?.base ?? '']),
      ],
      words.input,
    ),
    units: named([...Object.keys(units), ...standard.kpis.map(({ unit }) => unit)], (unit) =>
      i18n.exists(`unit.${unit}`) ? t(`unit.${unit}`, { value: '1' }) : unit,
    ),
  };
}

const named = (codes: readonly string[], nameOf: (code: string) => string): Known[] =>
  [...new Set(codes)]
    .filter((code) => code !== '')
    .sort()
    .map((value) => ({ value, label: nameOf(value) }));

/** Positions that no other standard measures today. */
export const useFreePositions = (standardId: string) =>
  useQuery({
    queryKey: ['positions', 'of standards'],
    queryFn: async () => (await api(rolesHttp.listPositions, {})).items,
    select: (items) => items.filter((one) => one.standardId === null || one.standardId === standardId),
  });
