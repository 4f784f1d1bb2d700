import type { CycleKind } from '../../../../libs/contracts/values.js';

/** `KH-2026-10`, `KH-2026-Q4`, `KH-2026`: printed on each page of what a cycle publishes. */
export function cycleNumber({ kind, periodFrom }: { readonly kind: CycleKind; readonly periodFrom: string }): string {
  const [year = '', month = ''] = periodFrom.split('-');
  switch (kind) {
    case 'month':
      return `KH-${year}-${month}`;
    case 'quarter':
      return `KH-${year}-Q${Math.ceil(Number(month) / 3)}`;
    case 'year':
      return `KH-${year}`;
  }
}
