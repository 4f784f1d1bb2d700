import './results.css';
import { Skeleton, Typography } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalRow, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import { EmptyState } from '../../shared/empty-state.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { usePaged } from '../../shared/paged.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { Coming } from './coming.js';
import { Result } from './result.js';

const EarlierResults = lazy(() => import('./earlier-results.js').then((part) => ({ default: part.EarlierResults })));

type ResultPage = ReplyOf<typeof cyclesHttp.listMyResults>;

/** My own appraisals: what is under way in a line, the newest result whole, the earlier ones as a list. */
export function MyResultsPage() {
  const { t } = useTranslation();
  const list = usePaged<AppraisalRow, ResultPage>(['results'], (cursor) =>
    api(cyclesHttp.listMyResults, { query: { cursor, limit: 50 } }),
  );
  if (list.isPending) return <PageSkeleton />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={list.retry} />;
  const newest = list.rows.find(({ released }) => released);
  const from = newest ? list.rows.indexOf(newest) : list.rows.length;
  const earlier = { ...list, rows: list.rows.slice(from + 1) };
  return (
    <Page title={t('nav.results')}>
      <div className="stack">
        {list.rows.length === 0 && <EmptyState text={t('results.none')} />}
        {list.rows.slice(0, from).map((row) => (
          <Coming key={row.appraisalId} row={row} />
        ))}
        {newest && <Result key={newest.appraisalId} appraisalId={newest.appraisalId} />}
        {earlier.rows.length > 0 && (
          <section>
            <Typography.Title level={2} className="section-title">
              {t('mine.earlier')}
            </Typography.Title>
            <Suspense fallback={<Skeleton active />}>
              <EarlierResults list={earlier} />
            </Suspense>
          </section>
        )}
      </div>
    </Page>
  );
}
