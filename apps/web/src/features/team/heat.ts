import { Decimal } from 'decimal.js';
import { cyclesHttp, type HeatOrder } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import { usePaged } from '../../shared/paged.js';

type HeatPage = ReplyOf<typeof cyclesHttp.cycleHeatMap>;
export type HeatRow = HeatPage['items'][number];
export type HeatKpi = Pick<HeatRow['lines'][number], 'kpiId' | 'names' | 'rawWeight'>;

export { type HeatOrder, heatOrders } from '../../../../../libs/contracts/cycles/http.js';
/** In which order the columns stand: as the standard lists them, the heaviest first, the best scored first. */
export const kpiOrders = ['standard', 'weight', 'mean'] as const;
export type KpiOrder = (typeof kpiOrders)[number];

export const useHeatMap = (cycleId: string, managerId: string | undefined, order: HeatOrder) =>
  usePaged<HeatRow, HeatPage>(['cycle', cycleId, 'heat map', managerId ?? '', order], (cursor) =>
    api(cyclesHttp.cycleHeatMap, { params: { cycleId }, query: { managerId, cursor, order, limit: 50 } }),
  );

/** People measured by the same KPIs: their columns fit, and no cell is empty for want of the KPI. */
export interface HeatBlock {
  readonly key: string;
  readonly positionNames: HeatRow['person']['positionNames'];
  readonly kpis: readonly HeatKpi[];
  readonly rows: readonly HeatRow[];
}

export function blocksOf(rows: readonly HeatRow[], order: KpiOrder = 'standard'): readonly HeatBlock[] {
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
    kpis: ordered(
      [...new Map(members.flatMap(({ lines }) => lines.map((line) => [line.kpiId, line] as const))).values()],
      members,
      order,
    ),
    rows: members,
  }));
}

/** Equal ones stay as the standard lists them. */
function ordered(kpis: readonly HeatKpi[], rows: readonly HeatRow[], order: KpiOrder): readonly HeatKpi[] {
  if (order === 'standard') return kpis;
  const weigh = (kpi: HeatKpi) => (order === 'weight' ? new Decimal(kpi.rawWeight) : meanOf(kpi.kpiId, rows));
  const values = new Map(kpis.map((kpi) => [kpi.kpiId, weigh(kpi)]));
  return [...kpis].sort((one, other) => values.get(other.kpiId)?.comparedTo(values.get(one.kpiId) ?? nothing) ?? 0);
}

/** Below every score: a KPI that nobody has a score of stands last. */
const nothing = new Decimal(Number.NEGATIVE_INFINITY);

/** Over the people shown. */
function meanOf(kpiId: string, rows: readonly HeatRow[]): Decimal {
  const scores = rows.flatMap(({ lines }) => lines.find((line) => line.kpiId === kpiId)?.score ?? []);
  return scores.length === 0 ? nothing : Decimal.sum(...scores).div(scores.length);
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
