import { useSearch } from '@tanstack/react-router';

/** What the address says is looked for. */
export const useHistorySearch = () => useSearch({ from: '/shell/audit' });
export type HistorySearch = ReturnType<typeof useHistorySearch>;
