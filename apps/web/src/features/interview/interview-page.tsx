import './interview.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { InterviewRecord } from '../../shared/appraisal/interview-record.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useMe } from '../../shared/session.js';
import { useWords } from '../../shared/words.js';
import { Agenda } from './agenda.js';
import { InterviewForm } from './interview-form.js';
import { NextInterview } from './next-interview.js';
import { useTalk } from './use-talk.js';

/** The 1-on-1: what to talk about at the left, what was said at the right. */
export function InterviewPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { appraisalId } = getRouteApi('/shell/appraisals/$appraisalId/interview').useParams();
  const sheet = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
  });
  if (sheet.isPending) return <PageSkeleton />;
  if (!sheet.data) return <ProblemAlert error={sheet.error} onRetry={() => void sheet.refetch()} />;
  const { person } = sheet.data;
  return (
    <Page
      title={t('talk.title', { name: person.name })}
      subtitle={t('talk.subtitle', {
        cycle: words.cycle(sheet.data),
        position: format.name(person.positionNames),
        total: format.number(sheet.data.total),
        grade: sheet.data.grade ?? '—',
      })}
      extra={
        <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
          <Button>{t('talk.sheet')}</Button>
        </Link>
      }
    >
      {sheet.data.openTask?.verbs.includes('record_interview') ? (
        <Recording key={sheet.data.openTask.taskId} sheet={sheet.data} />
      ) : (
        <div className="interview">
          <Agenda sheet={sheet.data} />
          <Recorded sheet={sheet.data} />
        </div>
      )}
    </Page>
  );
}

function Recording({ sheet }: { sheet: AppraisalSheet }) {
  const talk = useTalk(sheet);
  return (
    <div className="interview">
      <Agenda sheet={sheet} onTake={talk.take} />
      <InterviewForm sheet={sheet} talk={talk} />
    </div>
  );
}

function Recorded({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const task = sheet.openTask;
  if (sheet.interview)
    return (
      <Card title={t('interview.title')} size="small">
        <InterviewRecord interview={sheet.interview} />
        {sheet.interview.by.personId === me.person?.personId && <NextInterview after={sheet.appraisalId} />}
      </Card>
    );
  return (
    <Alert
      type="info"
      showIcon
      title={t('talk.notYet')}
      description={
        task &&
        t('talk.waitingFor', {
          stage: t(`stage.${task.stage}`),
          name: task.assignee.name,
          due: format.moment(task.dueAt),
        })
      }
    />
  );
}
