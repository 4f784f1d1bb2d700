import { kpisOf } from '../compile-kpi.js';
import { definitionOf } from '../models/registry.js';
import type { Problem } from '../problem.js';
import type { Scope, StandardVersion } from '../standard.js';
import { kpiProblems } from './kpis.js';

export function positionProblems(version: StandardVersion): Problem[] {
  const positions = Object.entries(version.positions);
  if (positions.length === 0)
    return [
      { code: 'standard.no_positions', path: 'positions', seen: '', message: 'Name the positions it applies to.' },
    ];
  const known = new Set(version.kpis.map((kpi) => kpi.kpiId));
  return positions.flatMap(([positionId, { overrides }]) => {
    const path = `positions.${positionId}`;
    return [
      ...Object.keys(overrides)
        .filter((kpiId) => !known.has(kpiId))
        .map((seen) => ({ code: 'position.kpi_unknown', path, seen, message: 'Override only KPIs of this standard.' })),
      // A KPI the position leaves alone has been checked with the standard.
      ...kpisOf(version, positionId)
        .filter((kpi) => overrides[kpi.kpiId] !== undefined)
        .flatMap((kpi) => kpiProblems(kpi, `${path}.${kpi.kpiId}`, version.defaults)),
      ...scopeProblems(version, positionId),
    ];
  });
}

/** A person has one figure per input: the same input cannot be the person's own in one KPI and the team's in another. */
function scopeProblems(version: StandardVersion, positionId: string): Problem[] {
  const scopes = new Map<string, Scope>();
  return kpisOf(version, positionId).flatMap((kpi) => {
    const own = definitionOf(kpi.model).ownInputs?.(kpi.model);
    const inputIds = own?.map((input) => input.inputId) ?? Object.values(kpi.inputs ?? {});
    return inputIds.flatMap((inputId) => {
      const before = scopes.get(inputId) ?? kpi.scope;
      scopes.set(inputId, before);
      if (before === kpi.scope) return [];
      return [
        {
          code: 'position.scope_conflict',
          path: `positions.${positionId}.${kpi.kpiId}`,
          seen: inputId,
          message:
            'Another KPI of this position reads the same input in the other scope: give them one scope or two inputs.',
        },
      ];
    });
  });
}
