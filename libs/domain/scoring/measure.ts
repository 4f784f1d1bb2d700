import { figure, ratioOfSums } from './aggregate.js';
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

/** An input without observations is as good as none. */
export function figuresFrom(inputs: Readonly<Record<string, Figures>>): FiguresOf {
  return (inputId) => {
    const found = inputs[inputId];
    return found === undefined || decimal(found.count).isZero() ? undefined : found;
  };
}

export function measure({ kpi, scale, ownInputs }: CompiledKpi, figuresOf: FiguresOf): Measuring {
  if (ownInputs !== null) {
    const used = ownInputs.flatMap(({ role, inputId, aggregate }) => {
      const found = figuresOf(inputId);
      return found === undefined ? [] : [inputUsed(role, inputId, aggregate, found)];
    });
    if (used.length < ownInputs.length) return { missing: 'no_observation', used };
    return { actual: null, base: null, answers: zero, used };
  }
  if (kpi.inputs === null) return { missing: 'no_observation', used: [] };
  if (kpi.aggregate === 'ratio_of_sums') return rate(kpi.inputs, scale, figuresOf);
  return single(kpi.inputs, kpi.aggregate, figuresOf);
}

function rate(inputs: KpiInputs, scale: Decimal, figuresOf: FiguresOf): Measuring {
  const actual = figuresOf(inputs.actual);
  const base = inputs.base === undefined ? undefined : figuresOf(inputs.base);
  const used = [
    ...(actual ? [inputUsed('actual', inputs.actual, 'sum', actual)] : []),
    ...(base ? [inputUsed('base', inputs.base ?? '', 'sum', base)] : []),
  ];
  if (base === undefined) return { missing: 'no_observation', used };
  const due = decimal(base.sum);
  if (due.isZero()) return { missing: 'base_zero', used };
  if (actual === undefined) return { missing: 'no_observation', used };
  if (due.lt(0)) return { invalid: 'value_invalid', used };
  return { actual: ratioOfSums(actual, base, scale), base: due, answers: due, used };
}

function single(inputs: KpiInputs, aggregate: Exclude<Aggregate, 'ratio_of_sums'>, figuresOf: FiguresOf): Measuring {
  const actual = figuresOf(inputs.actual);
  const base = inputs.base === undefined ? undefined : figuresOf(inputs.base);
  const used = [
    ...(actual ? [inputUsed('actual', inputs.actual, aggregate, actual)] : []),
    ...(base ? [inputUsed('base', inputs.base ?? '', aggregate, base)] : []),
  ];
  if (actual === undefined || (inputs.base !== undefined && base === undefined))
    return { missing: 'no_observation', used };
  return {
    actual: figure(actual, aggregate),
    base: base === undefined ? null : figure(base, aggregate),
    answers: decimal(actual.count),
    used,
  };
}

function inputUsed(
  role: string,
  inputId: string,
  aggregate: Exclude<Aggregate, 'ratio_of_sums'>,
  figures: Figures,
): InputUsed {
  return { role, inputId, figure: aggregate, value: text(figure(figures, aggregate)), count: figures.count };
}
