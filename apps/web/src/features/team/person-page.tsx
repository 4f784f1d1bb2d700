import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Col, Flex, Row } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useComparison } from '../../shared/appraisal/comparison.js';
import { PositionRadar } from '../../shared/appraisal/position-radar.js';
import { TotalTrend } from '../../shared/appraisal/total-trend.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useWords } from '../../shared/words.js';
import { KpiTable } from './kpi-table.js';

/** One person held against the position and against themself of the months before. */
export function PersonPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { appraisalId } = getRouteApi('/shell/team/$appraisalId').useParams();
  const sheet = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
  });
  const comparison = useComparison(appraisalId);
  if (sheet.error) return <ProblemAlert error={sheet.error} onRetry={() => void sheet.refetch()} />;
  if (comparison.error) return <ProblemAlert error={comparison.error} onRetry={() => void comparison.refetch()} />;
  if (sheet.isPending || comparison.isPending) return <PageSkeleton />;
  const { person } = sheet.data;
  return (
    <Page
      title={person.name}
      subtitle={t('team.personSubtitle', {
        cycle: words.cycle(sheet.data),
        department: format.name(person.departmentNames),
        position: format.name(person.positionNames),
      })}
      extra={
        <Flex gap="small" wrap>
          <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
            <Button type="primary">{t('team.openSheet')}</Button>
          </Link>
          <Link to="/appraisals/$appraisalId/interview" params={{ appraisalId }}>
            <Button>{t('team.openInterview')}</Button>
          </Link>
        </Flex>
      }
    >
      <div className="stack">
        <Row gutter={[16, 16]}>
          <Col xs={24} lg={12}>
            <PositionRadar comparison={comparison.data} personName={person.name} />
          </Col>
          <Col xs={24} lg={12}>
            <TotalTrend comparison={comparison.data} height={360} />
          </Col>
        </Row>
        <KpiTable lines={sheet.data.lines} comparison={comparison.data} />
      </div>
    </Page>
  );
}
