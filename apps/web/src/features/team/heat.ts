import { Decimal } from 'decimal.js';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import { usePaged } from '../../shared/paged.js';

type HeatPage = ReplyOf<typeof cyclesHttp.cycleHeatMap>;
export type HeatRow = HeatPage['items'][number];
export type HeatKpi = Pick<HeatRow['lines'][number], 'kpiId' | 'names'>;

export const useHeatMap = (cycleId: string, managerId: string | undefined) =>
  usePaged<HeatRow, HeatPage>(['cycle', cycleId, 'heat map', managerId ?? ''], (cursor) =>
    api(cyclesHttp.cycleHeatMap, { params: { cycleId }, query: { managerId, cursor, limit: 50 } }),
  );

/** People measured by the same KPIs: their columns fit, and no cell is empty for want of the KPI. */
export interface HeatBlock {
  readonly key: string;
  readonly positionNames: HeatRow['person']['positionNames'];
  readonly kpis: readonly HeatKpi[];
  readonly rows: readonly HeatRow[];
}

export function blocksOf(rows: readonly HeatRow[]): readonly HeatBlock[] {
  const blocks = new Map<string, HeatRow[]>();
  for (const row of rows) {
    const key = row.person.positionNames.en;
    const block = blocks.get(key);
    if (block) block.push(row);
    else blocks.set(key, [row]);
  }
  return [...blocks].map(([key, members]) => ({
    key,
    positionNames: members[0]?.person.positionNames ?? { 'zh-Hant': key, 'zh-Hans': key, en: key },
    kpis: [...new Map(members.flatMap(({ lines }) => lines.map((line) => [line.kpiId, line] as const))).values()],
    rows: members,
  }));
}

/** Five steps from orange over white to blue: told apart with any kind of sight, and each cell says its number besides. */
export const heatSteps = [
  { step: 1, from: null, to: '60' },
  { step: 2, from: '60', to: '80' },
  { step: 3, from: '80', to: '95' },
  { step: 4, from: '95', to: '105' },
  { step: 5, from: '105', to: null },
] as const;

export function heatStepOf(score: string): number {
  const value = new Decimal(score);
  return (heatSteps.find(({ to }) => to !== null && value.lessThan(to)) ?? heatSteps[4]).step;
}
