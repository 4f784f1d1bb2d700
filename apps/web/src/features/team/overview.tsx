import { Card, Col, Row, Skeleton, Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleSummary } from '../../../../../libs/contracts/cycles/http.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { GradeChart } from './grade-chart.js';
import { type Statistics, useOverallMean, useStatistics } from './statistics.js';
import { TrendChart } from './trend-chart.js';

export function Overview({ cycle }: { cycle: CycleSummary }) {
  const { t } = useTranslation();
  const statistics = useStatistics(cycle.cycleId);
  if (statistics.isPending) return <Skeleton active />;
  if (statistics.error) return <ProblemAlert error={statistics.error} onRetry={() => void statistics.refetch()} />;
  return (
    <>
      <Figures statistics={statistics.data} cycle={cycle} />
      {statistics.data.scored === 0 ? (
        <EmptyState text={t('team.noScores')} />
      ) : (
        <Row gutter={[16, 16]}>
          <Col xs={24} lg={12}>
            <GradeChart statistics={statistics.data} />
          </Col>
          <Col xs={24} lg={12}>
            <TrendChart cycle={cycle} departments={statistics.data.departments} />
          </Col>
        </Row>
      )}
    </>
  );
}

function Figures({ statistics, cycle }: { statistics: Statistics; cycle: CycleSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mean = useOverallMean(cycle);
  const figures = [
    [t('team.people'), format.count(statistics.people)],
    [t('team.scored'), format.count(statistics.scored)],
    [t('team.mean'), format.number(mean)],
    [t('team.median'), format.number(statistics.median)],
  ];
  return (
    <Card size="small">
      <Row gutter={[16, 8]}>
        {figures.map(([title, value]) => (
          <Col key={title} xs={12} md={6}>
            <Statistic title={title} value={value} />
          </Col>
        ))}
      </Row>
    </Card>
  );
}
