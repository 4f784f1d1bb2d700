import { Link } from '@tanstack/react-router';
import { Button, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api.js';
import { useOnline } from '../shared/media.js';
import { Page } from '../shared/page.js';

type Cause = 'offline' | 'outdated' | 'crash';

/** A chunk that is gone belongs to a version before; without a network it is only out of reach. */
function causeOf(error: unknown, online: boolean): Cause {
  if (!online) return 'offline';
  if (error instanceof ApiProblem && error.problem.status === 0) return 'offline';
  if (error instanceof Error && /dynamically imported module|Importing a module script failed/.test(error.message))
    return 'outdated';
  return 'crash';
}

/** Stands for a page that failed: tells being offline from an error of ours. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const cause = causeOf(error, useOnline());
  const again = cause === 'offline' ? onRetry : () => location.reload();
  return (
    <Apology title={t(`failure.${cause}.title`)} text={t(`failure.${cause}.text`)}>
      <Button type="primary" onClick={again}>
        {t(cause === 'offline' ? 'problem.retry' : 'failure.reload')}
      </Button>
      {cause === 'crash' && error instanceof Error && <Typography.Text code>{error.message}</Typography.Text>}
    </Apology>
  );
}

export function MissingPage() {
  const { t } = useTranslation();
  return <Apology title={t('failure.missing.title')} text={t('failure.missing.text')} />;
}

function Apology({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <Typography.Paragraph role="alert">{text}</Typography.Paragraph>
      <Flex gap="middle" align="center" wrap>
        {children}
        <Link to="/">{t('failure.home')}</Link>
      </Flex>
    </Page>
  );
}
