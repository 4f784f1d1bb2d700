import {
  type Decimal,
  decimal,
  exactSum,
  hundred,
  isDecimal,
  text,
  zero,
} from '../../../../../libs/domain/scoring/decimal.js';
import type { CycleKind, Kpi, StandardVersion } from '../../../../../libs/domain/scoring/index.js';

export interface Weights {
  /** Σ raw of the KPIs that count; null while one of them is no number. */
  readonly sumRaw: string | null;
  /** In per cent, unrounded, by KPI; null where it cannot be said or the KPI is not due. */
  readonly percentOf: (kpiId: string) => string | null;
}

type Weighed = Pick<StandardVersion, 'kpis' | 'dimensions'>;

/** What each KPI weighs when every figure is there: in a cycle of one kind, or among all KPIs. Also for a draft that is being typed. */
export function effectiveWeights({ kpis, dimensions = [] }: Weighed, kind?: CycleKind): Weights {
  const due = kpis.filter((kpi) => kind === undefined || kpi.cadence.includes(kind));
  const readable = [...due, ...dimensions].every(({ rawWeight }) => isDecimal(rawWeight));
  if (!readable) return { sumRaw: null, percentOf: () => null };
  const weights = new Map(dimensions.map(({ dimensionId, rawWeight }) => [dimensionId, decimal(rawWeight)]));
  const inDimension = (kpi: Kpi) => (weights.size === 0 ? due : due.filter((one) => one.dimension === kpi.dimension));
  const used = [...weights].filter(([id]) => !sum(due.filter((kpi) => kpi.dimension === id)).isZero());
  const sumOfDimensions = exactSum(used.map(([, weight]) => weight));
  const percent = (kpi: Kpi): string | null => {
    const inside = sum(inDimension(kpi));
    if (inside.isZero()) return null;
    const raw = decimal(kpi.rawWeight).times(hundred);
    if (weights.size === 0) return text(raw.div(inside));
    const ofDimension = weights.get(kpi.dimension ?? '') ?? zero;
    const divisor = sumOfDimensions.times(inside);
    return divisor.isZero() ? null : text(ofDimension.times(raw).div(divisor));
  };
  const percents = new Map(due.map((kpi) => [kpi.kpiId, percent(kpi)]));
  return { sumRaw: text(sum(due)), percentOf: (kpiId) => percents.get(kpiId) ?? null };
}

const sum = (kpis: readonly Kpi[]): Decimal => exactSum(kpis.map((kpi) => decimal(kpi.rawWeight)));
