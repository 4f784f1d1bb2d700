/** Dates are 'YYYY-MM-DD' of the company's zone: they compare as text. `to` is exclusive; null has no end. */
export const isBefore = (date: string, other: string | null): boolean => other === null || date < other;

export const earlier = (a: string | null, b: string | null): string | null => {
  if (a === null) return b;
  return b === null || a < b ? a : b;
};
export const later = (a: string, b: string): string => (a < b ? b : a);

const millisecondsOfDay = 86_400_000;
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsOfDay;
