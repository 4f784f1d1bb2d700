import { Decimal } from 'decimal.js';
import { compare, minus, percentOf } from '../../apps/web/src/shared/appraisal/exact.js';

const figures = [
  ...['0', '-0', '0.00', '-0.005', '0.005', '1', '-1', '97.50', '97.5', '0.1', '0.2', '100', '-12.345678901234567890'],
  ...['33.333333333333333333', '9999999999999999.99', '0.000000000000000000001', '-0.4999', '0.125', '12.015'],
];
const pairs = figures.flatMap((a) => figures.map((b) => [a, b] as const));
const Wide = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP });
const plain = (value: Decimal): string => (value.isZero() ? '0' : value.toFixed());

test('what the pages subtract, compare and weigh is exact', () => {
  const ours = pairs.map(([a, b]) => [minus(a, b), compare(a, b), percentOf(a, b)]);
  const theirs = pairs.map(([a, b]) => {
    const percent = new Wide(a).times(b).div(100).toDecimalPlaces(2);
    return [plain(new Wide(a).minus(b)), new Wide(a).comparedTo(b), plain(percent)];
  });
  expect(ours).toEqual(theirs);
});
