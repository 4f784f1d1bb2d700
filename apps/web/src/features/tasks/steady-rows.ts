import { useState } from 'react';

interface SteadyRows<Row> {
  readonly rows: readonly Row[];
  /** How many came while the reader was looking. */
  readonly arrived: number;
  readonly showAll: () => void;
}

/**
 * Nothing moves under the reader's finger: what arrives by itself waits until it is asked for; what is gone goes at once.
 * `asked` changes when the reader asked for other rows (a filter, the next page): those are shown.
 */
export function useSteadyRows<Row>(all: readonly Row[], keyOf: (row: Row) => string, asked: string): SteadyRows<Row> {
  const [shown, setShown] = useState<{ asked: string; keys: ReadonlySet<string> }>({ asked: '', keys: new Set() });
  const current = () => ({ asked, keys: new Set(all.map(keyOf)) });
  if (shown.asked !== asked) setShown(current());
  const rows = shown.asked === asked ? all.filter((row) => shown.keys.has(keyOf(row))) : all;
  return { rows, arrived: all.length - rows.length, showAll: () => setShown(current()) };
}
