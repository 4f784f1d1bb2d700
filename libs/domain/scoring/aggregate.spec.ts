import fc from 'fast-check';
import { aggregateObservations, type Observation } from './aggregate.js';

const row = (value: string, date: string, observationId: string): Observation => ({
  inputId: 'a',
  value,
  date,
  observationId,
});

describe('observations are added up', () => {
  it('exactly, where binary fractions would not be', () => {
    const { a } = aggregateObservations([
      row('0.1', '2026-10-01', '1'),
      row('0.2', '2026-10-02', '2'),
      row('-0.05', '2026-10-03', '3'),
    ]);
    expect(a).toEqual({ sum: '0.25', count: '3', last: '-0.05', max: '0.2', min: '-0.05' });
  });

  it('with the last by date, and by id on one date', () => {
    const rows = [row('1', '2026-10-02', 'b'), row('2', '2026-10-02', 'a'), row('3', '2026-10-01', 'z')];
    expect(aggregateObservations(rows).a?.last).toBe('1');
  });

  it('apart by input', () => {
    const other = { ...row('5', '2026-10-01', '9'), inputId: 'b' };
    expect(Object.keys(aggregateObservations([row('1', '2026-10-01', '1'), other]))).toEqual(['a', 'b']);
  });

  it('to the same digits in any order, however large and small they are', () => {
    const value = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 20 }))
      .map(([digits, scale]) => {
        const sign = digits < 0n ? '-' : '';
        const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
        return `${sign}${text.slice(0, text.length - scale)}${scale > 0 ? `.${text.slice(text.length - scale)}` : ''}`;
      });
    const rows = fc
      .array(value, { minLength: 1, maxLength: 30 })
      .map((values) => values.map((one, index) => row(one, '2026-10-01', `${index}`)));
    fc.assert(
      fc.property(rows, (list) => {
        expect(aggregateObservations([...list].reverse())).toEqual(aggregateObservations(list));
      }),
    );
  });
});
