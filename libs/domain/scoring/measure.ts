import { figure } from './aggregate.js';
import type { CompiledKpi } from './compiled.js';
import { type Decimal, decimal, text, zero } from './decimal.js';
import type { InputUsed, ScoringReason } from './person.js';
import type { Aggregate, Figures, KpiInputs } from './standard.js';

export interface Measurement {
  readonly actual: Decimal | null;
  readonly base: Decimal | null;
  readonly answers: Decimal;
  readonly used: readonly InputUsed[];
}
export type Measuring =
  | Measurement
  | { readonly missing: ScoringReason; readonly used: readonly InputUsed[] }
  | { readonly invalid: ScoringReason; readonly used: readonly InputUsed[] };

export type FiguresOf = (inputId: string) => Figures | undefined;
type SingleAggregate = Exclude<Aggregate, 'ratio_of_sums'>;

/** An input without observations is as good as none. */
export function figuresFrom(inputs: Readonly<Record<string, Figures>>): FiguresOf {
  return (inputId) => {
    const found = inputs[inputId];
    return found === undefined || !/[1-9]/.test(found.count) ? undefined : found;
  };
}

export function measure({ kpi, scale, ownInputs }: CompiledKpi, figuresOf: FiguresOf): Measuring {
  if (ownInputs !== null) {
    const used = ownInputs.flatMap(
      ({ role, inputId, aggregate }) => read(role, inputId, aggregate, figuresOf)?.used ?? [],
    );
    if (used.length < ownInputs.length) return { missing: 'no_observation', used };
    return { actual: null, base: null, answers: zero, used };
  }
  if (kpi.inputs === null) return { missing: 'no_observation', used: [] };
  if (kpi.aggregate === 'ratio_of_sums') return rate(kpi.inputs, scale, figuresOf);
  return single(kpi.inputs, kpi.aggregate, figuresOf);
}

/** ΣA × scale ÷ ΣT. */
function rate(inputs: KpiInputs, scale: Decimal, figuresOf: FiguresOf): Measuring {
  const actual = read('actual', inputs.actual, 'sum', figuresOf);
  const base = inputs.base === undefined ? undefined : read('base', inputs.base, 'sum', figuresOf);
  const used = usedOf(actual, base);
  if (base === undefined) return { missing: 'no_observation', used };
  if (base.value.isZero()) return { missing: 'base_zero', used };
  if (actual === undefined) return { missing: 'no_observation', used };
  if (base.value.isNegative()) return { invalid: 'value_invalid', used };
  return { actual: actual.value.times(scale).div(base.value), base: base.value, answers: base.value, used };
}

function single(inputs: KpiInputs, aggregate: SingleAggregate, figuresOf: FiguresOf): Measuring {
  const actual = read('actual', inputs.actual, aggregate, figuresOf);
  const base = inputs.base === undefined ? undefined : read('base', inputs.base, aggregate, figuresOf);
  const used = usedOf(actual, base);
  if (actual === undefined || (inputs.base !== undefined && base === undefined))
    return { missing: 'no_observation', used };
  return { actual: actual.value, base: base?.value ?? null, answers: decimal(actual.used.count), used };
}

interface Reading {
  readonly value: Decimal;
  readonly used: InputUsed;
}

function read(role: string, inputId: string, aggregate: SingleAggregate, figuresOf: FiguresOf): Reading | undefined {
  const found = figuresOf(inputId);
  if (found === undefined) return undefined;
  const value = figure(found, aggregate);
  return { value, used: { role, inputId, figure: aggregate, value: text(value), count: found.count } };
}

function usedOf(actual: Reading | undefined, base: Reading | undefined): readonly InputUsed[] {
  if (actual === undefined) return base === undefined ? [] : [base.used];
  return base === undefined ? [actual.used] : [actual.used, base.used];
}
