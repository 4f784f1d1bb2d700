import { Flex, Typography } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';

/** One h1 and a document title a route; focus moves to the heading so that a screen reader hears the change. */
export function Page({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Kaohe`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <>
      <Flex justify="space-between" align="center" wrap gap="small" style={{ marginBottom: 16 }}>
        <Typography.Title level={1} ref={heading} tabIndex={-1} style={{ fontSize: 24, margin: 0, outline: 'none' }}>
          {title}
        </Typography.Title>
        {extra}
      </Flex>
      {children}
    </>
  );
}
