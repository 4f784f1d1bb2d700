import {
  type CycleKind,
  type Kpi,
  type StandardVersion,
  validateStandard,
} from '../../../../libs/domain/scoring/index.js';

export interface WantedTarget {
  readonly standardId: string;
  readonly kpiId: string;
  readonly kpiNames: Kpi['names'];
  readonly unit: string;
  readonly positionId: string;
  readonly positionNames: Kpi['names'];
}

/** The targets (‡) that HR sets for each period of this kind, by position. */
export function wantedTargets(version: StandardVersion, kind: CycleKind): WantedTarget[] {
  return Object.entries(version.positions).flatMap(([positionId, position]) =>
    version.kpis
      .filter((kpi) => kpi.cadence.includes(kind))
      .filter((kpi) => {
        const target = position.overrides[kpi.kpiId]?.target ?? kpi.target;
        return target !== null && 'perPeriod' in target;
      })
      .map((kpi) => ({
        standardId: version.standardId,
        kpiId: kpi.kpiId,
        kpiNames: kpi.names,
        unit: kpi.unit,
        positionId,
        positionNames: position.names,
      })),
  );
}

/** What the KPI's model says against a value (a ratio needs one above 0): the same check a fixed target goes through. */
export function targetFault(
  version: StandardVersion,
  { kpiId, positionId, value }: { kpiId: string; positionId: string; value: string },
): string | null {
  const position = version.positions[positionId];
  if (!position) return null;
  const overrides = { ...position.overrides, [kpiId]: { ...position.overrides[kpiId], target: { value } } };
  const tried: StandardVersion = {
    ...version,
    examples: [],
    positions: { ...version.positions, [positionId]: { ...position, overrides } },
  };
  return validateStandard(tried)[0]?.message ?? null;
}
