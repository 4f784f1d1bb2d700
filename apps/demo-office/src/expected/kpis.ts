import { z } from 'zod';

/** What of a KPI decides its actual. */
export interface ExpectedKpi {
  readonly positionId: string;
  readonly kpiId: string;
  readonly model: string;
  readonly aggregate: string;
  readonly actualInput: string;
  readonly baseInput: string | null;
  readonly scale: string;
  readonly team: boolean;
}

const scope = z.enum(['person', 'team']);
const inputs = z.looseObject({ actual: z.string(), base: z.string().optional() });
const standard = z.looseObject({
  kpis: z.array(
    z.looseObject({
      kpiId: z.string(),
      model: z.looseObject({ model: z.string() }),
      cadence: z.array(z.string()),
      aggregate: z.string(),
      inputs,
      rateScale: z.string().default('1'),
      scope,
    }),
  ),
  positions: z.record(
    z.string(),
    z.looseObject({
      overrides: z.record(z.string(), z.looseObject({ scope: scope.optional(), inputs: inputs.optional() })),
    }),
  ),
});

/** The KPIs of a month, by position, out of a standard as the API shows it. */
export function monthlyKpisOf(document: unknown): ExpectedKpi[] {
  const { kpis, positions } = standard.parse(document);
  return Object.entries(positions).flatMap(([positionId, { overrides }]) =>
    kpis
      .filter((kpi) => kpi.cadence.includes('month'))
      .map((kpi) => {
        const used = { ...kpi, ...overrides[kpi.kpiId] };
        const { actual, base } = used.inputs ?? kpi.inputs;
        return {
          positionId,
          kpiId: kpi.kpiId,
          model: kpi.model.model,
          aggregate: kpi.aggregate,
          actualInput: actual,
          baseInput: base ?? null,
          scale: kpi.rateScale,
          team: (used.scope ?? kpi.scope) === 'team',
        };
      }),
  );
}
