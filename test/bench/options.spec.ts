import { parseOptions } from './options.js';

test('everything is measured at 1,000 and 10,000 people, five rounds each', () => {
  expect(parseOptions([])).toEqual({
    metrics: ['P1', 'P2', 'P3', 'S1', 'W1'],
    sizes: [1_000, 10_000],
    rounds: 5,
    jsonFile: null,
  });
});

test('metrics, sizes, rounds and the file can be chosen', () => {
  expect(parseOptions(['p3', 'P1', '--n', '200', '--n', '400', '--rounds', '2', '--json', 'out.json'])).toEqual({
    metrics: ['P1', 'P3'],
    sizes: [200, 400],
    rounds: 2,
    jsonFile: 'out.json',
  });
});

test.each([
  [['P9'], '"P9" is not measured'],
  [['--n', '0'], '--n is "0"'],
])('%j is refused', (words, message) => {
  expect(() => parseOptions(words)).toThrow(message);
});
