import { Empty } from 'antd';
import type { ReactNode } from 'react';

/** Nothing here yet: says what happens next, and offers it where the reader may do it. */
export function EmptyState({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      {action}
    </Empty>
  );
}
