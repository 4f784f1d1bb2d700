import { useParams } from '@tanstack/react-router';
import { Card, Col, Flex, Row, Statistic, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalibrationSession } from '../../../../../libs/contracts/cycles/http.js';
import { Due } from '../../shared/due.js';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { OptionalLink } from '../../shared/optional-link.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useCycleEvents } from '../../shared/server-events.js';
import { useWords } from '../../shared/words.js';
import './calibration.css';
import { Distribution } from './distribution.js';
import { Leniency } from './leniency.js';
import { PeopleTable } from './people-table.js';
import { Quotas } from './quotas.js';
import { useSession } from './session.js';
import { SessionActions } from './session-actions.js';

/** One group's grades looked at together: how they are spread, what the quotas say, and who moves with which reason. */
export function CalibrationPage() {
  const { groupId } = useParams({ from: '/shell/calibrations/$groupId' });
  const session = useSession(groupId);
  if (session.isPending) return <PageSkeleton />;
  if (!session.data) return <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />;
  return <Session key={groupId} session={session.data} />;
}

function Session({ session }: { session: CalibrationSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  useCycleEvents(session.cycleId, 'calibrations');
  return (
    <Page
      title={t('calibration.title', { group: format.name(session.departmentNames) })}
      subtitle={
        <Flex component="span" gap={8} wrap align="center">
          <OptionalLink page="/cycles/$cycleId" params={{ cycleId: session.cycleId }} otherwise={words.cycle(session)}>
            {words.cycle(session)}
          </OptionalLink>
          <Mark tone={session.state === 'open' ? 'good' : 'plain'}>{t(`calibration.state.${session.state}`)}</Mark>
          {session.dueAt && <Due at={session.dueAt} late={Date.parse(session.dueAt) < Date.now()} />}
        </Flex>
      }
      extra={<SessionActions session={session} />}
    >
      <div className="stack">
        <p className="hint">{t(session.whole ? 'calibration.means' : 'calibration.meansPart')}</p>
        <Figures session={session} />
        <div className="calibration-columns">
          <Distribution session={session} />
          <Quotas session={session} />
        </div>
        <section>
          <Typography.Title level={2} className="section-title">
            {t('calibration.people')}
          </Typography.Title>
          <PeopleTable session={session} />
        </section>
        <Leniency session={session} />
      </div>
    </Page>
  );
}

function Figures({ session }: { session: CalibrationSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { arrived, people, moved, mean } = session;
  const figures = [
    [t('calibration.arrived'), `${format.count(arrived)} / ${format.count(people)}`],
    [t('calibration.moved'), format.count(moved)],
    [t('team.mean'), format.number(mean)],
  ];
  return (
    <Card size="small">
      <Row gutter={[16, 8]}>
        {figures.map(([title, value]) => (
          <Col key={title} xs={12} md={8}>
            <Statistic title={title} value={value} />
          </Col>
        ))}
      </Row>
    </Card>
  );
}
