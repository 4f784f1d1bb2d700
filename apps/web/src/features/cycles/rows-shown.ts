import { useState } from 'react';
import { type Paged, wholeList } from '../../shared/paged.js';

/** A list that is there whole, shown a piece at a time so that the page stays short. */
export function useRowsShown<Row>(rows: readonly Row[], atOnce: number): Paged<Row> {
  const [pieces, setPieces] = useState(1);
  const shown = rows.slice(0, pieces * atOnce);
  return {
    ...wholeList(rows),
    rows: shown,
    more: shown.length < rows.length ? { load: () => setPieces(pieces + 1), isLoading: false } : null,
  };
}
