import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { auditHttp, type VerificationStatus } from '../../../../../libs/contracts/audit/http.js';
import { api } from '../../shared/api.js';
import { useAuditWords } from '../../shared/audit/audit-words.js';
import { peopleIn, useNames } from '../../shared/audit/names.js';
import { none, useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

const latest = 6;

/** For whoever watches over the history: whether it is whole, and what was done last. */
export function History() {
  const { t } = useTranslation();
  const status = useQuery({
    queryKey: ['audit', 'verification'],
    queryFn: () => api(auditHttp.verificationStatus, {}),
  });
  return (
    <Card
      size="small"
      className="home-history"
      title={<h2 className="card-heading">{t('home.history')}</h2>}
      extra={<Link to="/audit">{t('home.wholeHistory')}</Link>}
    >
      {status.error && <ProblemAlert error={status.error} onRetry={() => void status.refetch()} />}
      {status.isPending && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {status.data && <Verification status={status.data} />}
      <LatestEntries />
    </Card>
  );
}

const tones = { clean: 'success', altered: 'error', failed: 'error', incomplete: 'warning' } as const;

function Verification({ status: { state, entries, anchors, finishedAt } }: { status: VerificationStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Alert
      type={state === 'never' || state === 'running' ? 'info' : tones[state]}
      showIcon
      title={t(`audit.verificationState.${state}`, {
        entries: format.count(entries),
        anchors: format.count(anchors),
        when: finishedAt === null ? none : format.moment(finishedAt),
      })}
    />
  );
}

function LatestEntries() {
  const format = useFormat();
  const words = useAuditWords();
  const entries = useQuery({
    queryKey: ['audit', 'latest'],
    queryFn: () => api(auditHttp.listEntries, { query: { kind: 'acts', limit: latest } }),
  });
  const rows = entries.data?.items ?? [];
  const names = useNames(peopleIn(rows));
  if (entries.error) return <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} />;
  if (entries.isPending) return <Skeleton active title={false} paragraph={{ rows: latest }} />;
  return (
    <ul className="home-rows">
      {rows.map((entry) => (
        <li key={entry.entryId}>
          <div>
            {entry.actorPersonId ? (
              <Link to="/people/$personId" params={{ personId: entry.actorPersonId }}>
                {names.actor(entry)}
              </Link>
            ) : (
              names.actor(entry)
            )}{' '}
            <Link to="/audit" search={{ entry: entry.entryId }}>
              {words.action(entry.action)}
            </Link>
          </div>
          <time className="quiet" dateTime={entry.at} title={format.moment(entry.at)}>
            {format.relative(entry.at)}
          </time>
        </li>
      ))}
    </ul>
  );
}
