import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Flex } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { auditHttp, type VerificationStatus } from '../../../../../libs/contracts/audit/http.js';
import { canExportHistory } from '../../../../../libs/domain/access/can-export-history.js';
import { api } from '../../shared/api.js';
import { DownloadButton } from '../../shared/download.js';
import { none, useFormat } from '../../shared/format.js';
import { announce } from '../../shared/live-region.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { actorOf, useMe } from '../../shared/session.js';

const key = ['audit', 'verification'] as const;

/** Whether the history is whole: the chain as it is, the last verification and what it found. */
export function VerificationPanel() {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const status = useQuery({
    queryKey: key,
    queryFn: () => api(auditHttp.verificationStatus, {}),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false),
  });
  const start = useMutation({
    mutationFn: () => api(auditHttp.startVerification, {}),
    onSuccess: (begun) => queries.setQueryData(key, begun),
  });
  useOutcomeSaid(status.data);
  const error = status.error ?? start.error;
  return (
    <Card
      size="small"
      title={t('audit.verification')}
      loading={status.isPending}
      extra={
        <Flex gap="small" wrap>
          {canExportHistory(actorOf(me)) && (
            <DownloadButton operation={auditHttp.exportEntries} request={{}}>
              {t('audit.export')}
            </DownloadButton>
          )}
          <Button
            type="primary"
            icon={<SafetyCertificateOutlined aria-hidden />}
            loading={start.isPending || status.data?.state === 'running'}
            onClick={() => start.mutate()}
          >
            {t('audit.verify')}
          </Button>
        </Flex>
      }
    >
      {error && <ProblemAlert error={error} />}
      {status.data && <Result status={status.data} />}
    </Card>
  );
}

const tones = {
  never: 'info',
  running: 'info',
  clean: 'success',
  altered: 'error',
  incomplete: 'warning',
  failed: 'error',
} as const;

function Result({ status }: { status: VerificationStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { chain } = status;
  const moment = (at: string | null) => (at === null ? none : format.moment(at));
  return (
    <div className="stack">
      <Alert
        type={tones[status.state]}
        showIcon
        title={t(`audit.verificationState.${status.state}`, {
          entries: format.count(status.entries),
          anchors: format.count(status.anchors),
          when: moment(status.finishedAt),
        })}
        description={status.problems.length > 0 && <Problems status={status} />}
      />
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2, lg: 4 }}
        items={[
          { key: 'sealed', label: t('audit.sealed'), children: format.count(chain.sealed) },
          { key: 'unsealed', label: t('audit.unsealed'), children: format.count(chain.unsealed) },
          {
            key: 'anchored',
            label: t('audit.anchoredTo'),
            children: chain.lastAnchoredSeq === null ? t('audit.notAnchored') : format.count(chain.lastAnchoredSeq),
          },
          { key: 'anchor', label: t('audit.lastAnchor'), children: moment(chain.lastAnchorAt) },
          {
            key: 'head',
            label: t('audit.head'),
            children: <span className="hash">{chain.headHash ?? none}</span>,
            span: 'filled',
          },
        ]}
      />
    </div>
  );
}

function Problems({ status: { problems, firstBadSeq } }: { status: VerificationStatus }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      {firstBadSeq !== null && <p>{t('audit.firstBad', { seq: firstBadSeq })}</p>}
      <ul>
        {problems.map(({ code, seq, detail }) => {
          const text = `audit.problem.${code.replace('audit.', '')}`;
          return <li key={`${code}/${seq}`}>{i18n.exists(text) ? t(text, { seq: seq ?? none }) : detail}</li>;
        })}
      </ul>
    </>
  );
}

/** A verification that ends while the reader waits is heard as well as seen. */
function useOutcomeSaid(status: VerificationStatus | undefined): void {
  const { t } = useTranslation();
  const state = status?.state;
  useEffect(() => {
    if (state !== undefined && state !== 'never') announce(t(`audit.stateSaid.${state}`));
  }, [state, t]);
}
