import { useQueryClient } from '@tanstack/react-query';

const touched = ['source', 'sources', 'source-names', 'cycle-sources', 'batches', 'held', 'rows', 'cycle'] as const;

/** After figures came or a held row was settled: everything that shows counts of them. */
export function useReadAgain(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all(touched.map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
