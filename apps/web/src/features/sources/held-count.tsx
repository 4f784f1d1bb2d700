import { Link } from '@tanstack/react-router';
import { useFormat } from '../../shared/format.js';
import { useMay } from './may.js';

/** How many rows are held, and the way to them for those who may read rows. */
export function HeldCount({ sourceId, cycle, rows }: { sourceId: string; cycle?: string; rows: number }) {
  const format = useFormat();
  const { seeRows } = useMay(sourceId);
  const count = format.count(rows);
  if (rows === 0 || !seeRows) return count;
  return (
    <Link to="/sources/$sourceId" params={{ sourceId }} search={{ tab: 'held', ...(cycle ? { cycle } : {}) }}>
      {count}
    </Link>
  );
}
