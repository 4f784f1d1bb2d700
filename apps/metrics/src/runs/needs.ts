import type { CompiledKpi } from '../../../../libs/domain/scoring/compiled.js';
import type { CompiledStandard, CycleKind } from '../../../../libs/domain/scoring/index.js';

/** An input to add up for everybody of one position under one standard version, and which figures are read of it. */
export interface Need {
  readonly standardId: string;
  readonly version: number;
  readonly positionId: string;
  readonly inputId: string;
  readonly team: boolean;
  readonly last: boolean;
  readonly extremes: boolean;
}

/** Sum and count are always made; the last value and the extremes only where a KPI reads them. */
export function needsOf(standard: CompiledStandard, positionId: string, kind: CycleKind): readonly Need[] {
  const { standardId, version } = standard.version;
  const needs = new Map<string, Need>();
  for (const compiled of standard.positions.get(positionId) ?? []) {
    if (!compiled.kpi.cadence.includes(kind)) continue;
    for (const { inputId, aggregate } of inputsOf(compiled)) {
      const team = compiled.kpi.scope === 'team';
      const known = needs.get(inputId);
      needs.set(inputId, {
        standardId,
        version,
        positionId,
        inputId,
        team,
        last: aggregate === 'last' || (known?.last ?? false),
        extremes: aggregate === 'max' || aggregate === 'min' || (known?.extremes ?? false),
      });
    }
  }
  return [...needs.values()];
}

interface InputRead {
  readonly inputId: string;
  readonly aggregate: string;
}

/** The inputs a KPI reads, its own or those its model names. */
export function inputsOf({ kpi, ownInputs }: CompiledKpi): readonly InputRead[] {
  if (ownInputs !== null) return ownInputs;
  if (kpi.inputs === null) return [];
  const ids = kpi.inputs.base === undefined ? [kpi.inputs.actual] : [kpi.inputs.actual, kpi.inputs.base];
  return ids.map((inputId) => ({ inputId, aggregate: kpi.aggregate }));
}
