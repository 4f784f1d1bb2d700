import { Decimal, decimal, exactSum, isDecimal, rounded, text, weightedMean } from './decimal.js';

const weighed = (...pairs: [string, string][]) =>
  pairs.map(([weight, value]) => ({ weight: decimal(weight), value: decimal(value) }));

describe('decimals', () => {
  it('have 34 significant digits, half up', () => {
    expect(decimal('1').div(3).toFixed()).toBe(`0.${'3'.repeat(34)}`);
    expect(decimal('2').div(3).toFixed()).toBe(`0.${'6'.repeat(33)}7`);
    expect(new Decimal(`0.${'1'.repeat(34)}5`).times(1).toFixed()).toBe(`0.${'1'.repeat(33)}2`);
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['-0.001', 2, '0.00'],
    ['0.5', 0, '1'],
    ['119.995', 2, '120.00'],
  ])('%s rounds to %i digits as %s', (value, digits, result) => {
    expect(rounded(decimal(value), digits)).toBe(result);
  });

  it('are written without exponent and with one nothing', () => {
    expect(text(decimal(`0.${'0'.repeat(30)}1`))).toBe(`0.${'0'.repeat(30)}1`);
    expect(text(decimal('-0'))).toBe('0');
    expect(text(decimal('10.50'))).toBe('10.5');
  });

  it.each(['', '1e3', 'NaN', 'Infinity', '.5', '5.', '+5', '1,5', '１', ' 1', '0x10'])('refuse %j', (value) => {
    expect(isDecimal(value)).toBe(false);
    expect(() => decimal(value)).toThrow(RangeError);
  });

  it('are added without rounding until the end', () => {
    const large = decimal('1'.padEnd(30, '0'));
    const small = decimal(`0.${'0'.repeat(20)}1`);
    expect(exactSum([large, small, large.neg()]).toFixed()).toBe(small.toFixed());
  });
});

describe('a weighted mean', () => {
  it('of one term is that term', () => {
    const third = decimal('100').div(3);
    expect(weightedMean([{ weight: decimal('31'), value: third }])?.eq(third)).toBe(true);
  });

  it('of equal terms is that term, whatever the weights', () => {
    const third = decimal('200').div(3).toFixed();
    expect(weightedMean(weighed(['7', third], ['13', third], ['0.1', third]))?.toFixed()).toBe(third);
  });

  it('needs a weight', () => {
    expect(weightedMean([])).toBeNull();
    expect(weightedMean(weighed(['0', '5']))).toBeNull();
    expect(weightedMean(weighed(['0', '5'], ['0', '6']))).toBeNull();
  });
});
