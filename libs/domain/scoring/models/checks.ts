import { type Decimal, decimal, isDecimal } from '../decimal.js';
import type { ParameterProblem } from './definition.js';

/** Parameters that are not decimals at all; the other checks run only when this finds none. */
export function notDecimals(parameters: Readonly<Record<string, string>>): ParameterProblem[] {
  return Object.entries(parameters)
    .filter(([, value]) => !isDecimal(value))
    .map(([at, value]) => ({
      code: 'model.not_a_decimal',
      at,
      seen: value,
      message: 'Give digits as text, for example "2.5".',
    }));
}

export function positive(at: string, value: string, code: string): ParameterProblem[] {
  return decimal(value).gt(0) ? [] : [{ code, at, seen: value, message: `${at} must be greater than 0.` }];
}

export const noTargetRule = () => null;

export const targetPositive = (target: Decimal): string | null => (target.gt(0) ? null : 'model.target_not_positive');

export const targetNotZero = (target: Decimal): string | null => (target.isZero() ? 'model.target_zero' : null);
