import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Col, Flex, Row, Skeleton, Statistic, Typography } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { AppealsIfAny } from '../../shared/appraisal/appeals-if-any.js';
import { Change } from '../../shared/appraisal/change.js';
import { type Comparison, periodBefore, useComparison } from '../../shared/appraisal/comparison.js';
import { InterviewRecord } from '../../shared/appraisal/interview-record.js';
import { none, useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useWords } from '../../shared/words.js';
import { Acknowledgement } from './acknowledgement.js';
import { Why } from './why.js';

const PositionRadar = lazy(() =>
  import('../../shared/appraisal/position-radar.js').then((part) => ({ default: part.PositionRadar })),
);
const TotalTrend = lazy(() =>
  import('../../shared/appraisal/total-trend.js').then((part) => ({ default: part.TotalTrend })),
);

/** One result, whole: the figure, why it is what it is, how it moved, what was agreed, and the answer to it. */
export function Result({ appraisalId }: { appraisalId: string }) {
  const sheet = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
  });
  const comparison = useComparison(appraisalId);
  if (sheet.isPending) return <Skeleton active />;
  if (!sheet.data) return <ProblemAlert error={sheet.error} onRetry={() => void sheet.refetch()} />;
  return (
    <>
      <Figures sheet={sheet.data} comparison={comparison.data} />
      <AppealsIfAny sheet={sheet.data} />
      <Acknowledgement sheet={sheet.data} />
      <Why sheet={sheet.data} comparison={comparison.data} />
      {comparison.error && <ProblemAlert error={comparison.error} onRetry={() => void comparison.refetch()} />}
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={12}>
          <Suspense fallback={<Skeleton active />}>
            {comparison.data ? <TotalTrend comparison={comparison.data} height={360} /> : <Skeleton active />}
          </Suspense>
        </Col>
        <Col xs={24} lg={12}>
          <Suspense fallback={<Skeleton active />}>
            {comparison.data && <PositionRadar comparison={comparison.data} personName={sheet.data.person.name} />}
          </Suspense>
        </Col>
      </Row>
      {sheet.data.interview && <Interview interview={sheet.data.interview} />}
    </>
  );
}

function Interview({ interview }: { interview: NonNullable<AppraisalSheet['interview']> }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t('mine.agreed')}>
      <InterviewRecord interview={interview} />
    </Card>
  );
}

function Figures({ sheet, comparison }: { sheet: AppraisalSheet; comparison: Comparison | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const before = comparison && periodBefore(comparison);
  const { appraisalId } = sheet;
  return (
    <Card size="small">
      <Flex justify="space-between" align="flex-start" wrap gap="small">
        <Typography.Title level={2} className="section-title">
          {words.cycle(sheet)}
        </Typography.Title>
        <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
          <Button>{t('mine.sheet')}</Button>
        </Link>
      </Flex>
      <Flex gap="8px 40px" wrap align="flex-end">
        <Statistic title={t('score.total')} value={format.number(sheet.total)} />
        <Statistic
          title={t('score.grade')}
          value={sheet.grade ?? none}
          suffix={
            sheet.calibratedFrom !== null && (
              <span className="hint">{t('score.calibratedFrom', { grade: sheet.calibratedFrom })}</span>
            )
          }
        />
        {comparison?.position?.total && (
          <Statistic title={t('comparison.median')} value={format.number(comparison.position.total)} />
        )}
        {before && (
          <div>
            <div className="hint">{t('comparison.sincePeriod', { period: format.month(before.period.from) })}</div>
            <Change now={sheet.total} before={before.total} />
          </div>
        )}
      </Flex>
    </Card>
  );
}
