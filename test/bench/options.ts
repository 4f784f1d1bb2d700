import { parseArgs } from 'node:util';

export const metricIds = ['P1', 'P2', 'P3', 'S1', 'W1'] as const;
export type MetricId = (typeof metricIds)[number];

export interface Options {
  readonly metrics: readonly MetricId[];
  /** How many people; every metric is measured at each. */
  readonly sizes: readonly number[];
  /** Measured rounds, where a size does not ask for fewer. */
  readonly rounds: number;
  /** Where the results go; null: into test/bench/results, named by what was measured. */
  readonly jsonFile: string | null;
}

const usage = 'npm run bench -- [P1] [P2] [P3] [S1] [W1] [--n N]… [--rounds R] [--json FILE]';

export function parseOptions(words: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      n: { type: 'string', multiple: true },
      rounds: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const metrics = positionals.map((word) => {
    const known = metricIds.find((id) => id === word.toUpperCase());
    if (!known) throw new Error(`"${word}" is not measured; known are ${metricIds.join(', ')}. ${usage}`);
    return known;
  });
  return {
    metrics: metrics.length > 0 ? metricIds.filter((id) => metrics.includes(id)) : metricIds,
    sizes: values.n ? values.n.map((text) => whole('--n', text)) : [1_000, 10_000],
    rounds: values.rounds ? whole('--rounds', values.rounds) : 5,
    jsonFile: values.json ?? null,
  };
}

function whole(name: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}"; give a whole number from 1. ${usage}`);
}
