import type { Decimal } from './decimal.js';
import type { OwnInput, PreparedModel } from './models/definition.js';
import type { CycleKind, Defaults, Kpi, Scope, StandardVersion } from './standard.js';

/** One KPI of one position, its digits parsed once per standard version instead of once per person. */
export interface CompiledKpi {
  /** With the position's overrides applied. */
  readonly kpi: Kpi;
  readonly rawWeight: Decimal;
  readonly floor: Decimal;
  readonly cap: Decimal;
  readonly floorText: string;
  readonly capText: string;
  readonly scale: Decimal;
  /** null: set per period, or none. */
  readonly fixedTarget: Decimal | null;
  readonly targetMonths: number;
  readonly scalesWithTime: boolean;
  readonly defaultScore: Decimal | null;
  readonly model: PreparedModel;
  readonly ownInputs: readonly OwnInput[] | null;
}

export interface CompiledStandard {
  readonly version: StandardVersion;
  readonly defaults: Defaults;
  readonly maxReweight: Decimal;
  readonly positions: ReadonlyMap<string, readonly CompiledKpi[]>;
}

/** What the caller must add up before a person of this position can be scored. */
export interface NeededInput {
  readonly inputId: string;
  readonly sourceId: string;
  readonly scope: Scope;
}

export const monthsOf: Readonly<Record<CycleKind, number>> = { month: 1, quarter: 3, year: 12 };
