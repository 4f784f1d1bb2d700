import type { CompiledKpi } from './compiled.js';
import { decimal, hundred, text } from './decimal.js';
import { definitionOf } from './models/registry.js';
import type { Defaults, Kpi, StandardVersion } from './standard.js';
import { monthsOfTarget } from './target.js';

/** Digits that cannot be parsed end in a RangeError: validation comes first. */
export function compileKpi(kpi: Kpi, defaults: Defaults): CompiledKpi {
  const definition = definitionOf(kpi.model);
  const floor = decimal(kpi.floor ?? defaults.floor);
  const cap = decimal(kpi.cap ?? defaults.cap);
  return {
    kpi,
    rawWeight: decimal(kpi.rawWeight),
    floor,
    cap,
    floorText: text(floor),
    capText: text(cap),
    scale: kpi.rateScale === undefined ? hundred : decimal(kpi.rateScale),
    fixedTarget: kpi.target !== null && 'value' in kpi.target ? decimal(kpi.target.value) : null,
    targetMonths: monthsOfTarget(kpi),
    // A rate of growth is the same in a quarter as in a month.
    scalesWithTime: kpi.aggregate === 'sum' && kpi.model.model !== 'growth',
    defaultScore: kpi.missing.policy === 'default' ? decimal(kpi.missing.score) : null,
    model: definition.prepare(kpi.model),
    ownInputs: definition.ownInputs?.(kpi.model) ?? null,
  };
}

/** The group's KPIs as this position is measured by them. */
export function kpisOf(version: StandardVersion, positionId: string): readonly Kpi[] {
  const overrides = version.positions[positionId]?.overrides ?? {};
  return version.kpis.map((kpi) => ({ ...kpi, ...overrides[kpi.kpiId] }));
}
