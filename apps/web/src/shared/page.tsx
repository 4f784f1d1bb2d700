import { Flex, Typography } from 'antd';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** How many tasks wait for the reader; every document title begins with it. */
export const TodoCountContext = createContext(0);

interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Buttons of the page: beside its title, below it on a phone. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** One h1 and a document title a route; focus moves to the heading so that a screen reader hears the change. */
export function Page({ title, subtitle, extra, children }: PageProps) {
  const { t } = useTranslation();
  const count = useContext(TodoCountContext);
  const heading = useRef<HTMLElement>(null);
  const documentTitle = `${title} · ${t('app.name')}`;
  useEffect(() => {
    document.title = count === 0 ? documentTitle : t('title.count', { count, title: documentTitle });
  }, [documentTitle, count, t]);
  // With the title alone: a heading that took the focus with every rendering would take it from who types.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another heading
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  return (
    <>
      <Flex justify="space-between" align="flex-start" wrap gap="small" className="page-header">
        <div>
          <Typography.Title level={1} key={title} ref={heading} tabIndex={-1} className="page-title">
            {title}
          </Typography.Title>
          {subtitle && <Typography.Text type="secondary">{subtitle}</Typography.Text>}
        </div>
        {extra}
      </Flex>
      {children}
    </>
  );
}
