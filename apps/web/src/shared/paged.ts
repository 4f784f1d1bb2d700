import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly total?: number | undefined;
}

/** A list as tables show it: the pages read so far, and the way to the next. */
export interface Paged<Row> {
  readonly rows: readonly Row[];
  /** Of all pages, where the server counts them. */
  readonly total: number | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly more: { readonly load: () => void; readonly isLoading: boolean } | null;
}

/** Reads a list by the server's cursor, a page at a time. */
export function usePaged<Row, P extends ListPage<Row>>(
  queryKey: QueryKey,
  readPage: (cursor: string | undefined) => Promise<P & ListPage<Row>>,
): Paged<Row> & { readonly first: P | undefined; readonly pages: number } {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => readPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    total: query.data?.pages[0]?.total,
    first: query.data?.pages[0],
    pages: query.data?.pages.length ?? 0,
    isPending: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage ? { load: () => void query.fetchNextPage(), isLoading: query.isFetchingNextPage } : null,
  };
}

/** A list that is there whole. */
export const wholeList = <Row>(rows: readonly Row[]): Paged<Row> => ({
  rows,
  total: rows.length,
  isPending: false,
  error: null,
  retry: () => undefined,
  more: null,
});
