import { measureRounds } from './rounds.js';
import { ascending, quantile, spreadOf } from './statistics.js';

const controls = (values: number[]) => () => Promise.resolve(values.shift() ?? Number.NaN);
const measure = (rounds: number, control: number[]) =>
  measureRounds({ rounds, control: controls(control), log: () => undefined }, (index) => Promise.resolve(index));
const counted = async (rounds: number, control: number[]) =>
  (await measure(rounds, control)).counted.map(({ sample }) => sample);

test('a round during which the control moved by more than 10 % is measured again', async () => {
  expect(await counted(2, [100, 95, 120, 118])).toEqual([0, 2]);
});

test('at most twice as many rounds are measured, and those that held are counted', async () => {
  const { all, counted } = await measure(2, [100, 200, 100, 200, 210]);
  expect(all).toHaveLength(4);
  expect(counted.map(({ sample }) => sample)).toEqual([3]);
});

test('where no control held, all rounds are shown and none is called kept', async () => {
  const { all, counted } = await measure(1, [100, 200, 100]);
  expect(counted).toEqual(all);
  expect(all.some(({ kept }) => kept)).toBe(false);
});

test('a quantile lies between its neighbours', () => {
  expect(quantile(ascending([40, 10, 20, 30]), 0.5)).toBe(25);
  expect(quantile([1, 2, 3], 0.99)).toBeCloseTo(2.98);
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
});
