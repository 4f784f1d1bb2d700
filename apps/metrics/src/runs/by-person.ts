/** Rows of each person, in their order. */
export function byPerson<Row extends { readonly personId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const known = grouped.get(row.personId);
    if (known) known.push(row);
    else grouped.set(row.personId, [row]);
  }
  return grouped;
}
