/** Amounts are whole fen while they are made, and text with two places wherever they are written. */
export type Fen = number;

export const yuan = (fen: Fen): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
export const sumOf = (amounts: Iterable<Fen>): Fen => [...amounts].reduce((sum, fen) => sum + fen, 0);
/** Plans and budgets are round figures: thousands of yuan. */
export const roundThousands = (fen: Fen): Fen => Math.round(fen / 100_000) * 100_000;
