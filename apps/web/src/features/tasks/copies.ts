import { useQuery } from '@tanstack/react-query';
import { cyclesHttp, type ReceivedCopy } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import { usePaged } from '../../shared/paged.js';

type CopyPage = ReplyOf<typeof cyclesHttp.listCopies>;

export const useCopies = (search: string | undefined) =>
  usePaged<ReceivedCopy, CopyPage>(['copies', search ?? ''], (cursor) =>
    api(cyclesHttp.listCopies, { query: { search, cursor, limit: 100 } }),
  );

/** Of all that was copied to the reader. */
export function useUnreadCopies(): number {
  const copies = useQuery({
    queryKey: ['copies', 'unread'],
    queryFn: () => api(cyclesHttp.listCopies, { query: { limit: 1 } }),
  });
  return copies.data?.unread ?? 0;
}
