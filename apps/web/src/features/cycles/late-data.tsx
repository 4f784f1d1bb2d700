import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Card, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CycleDetail,
  cyclesHttp,
  type LateDataEffects,
  type LateDataRequest,
} from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { none, useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { useSourceName } from '../../shared/source-name.js';

type Effect = LateDataEffects['effects'][number];
type Ask = 'propose' | 'approve' | 'decline';

/** What came after the cut-off: how much of it, what it would change, who proposes that it counts and who approves. */
export function LateData({ cycle: { cycleId } }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sourceName = useSourceName();
  const [looking, setLooking] = useState(false);
  const [ask, setAsk] = useState<Ask | null>(null);
  const late = useQuery({
    queryKey: ['cycle', cycleId, 'late-data'],
    queryFn: () => api(cyclesHttp.lateData, { params: { cycleId } }),
  });
  const effects = useQuery({
    queryKey: ['cycle', cycleId, 'late-data', 'effects'],
    queryFn: () => api(cyclesHttp.lateDataEffects, { params: { cycleId } }),
    enabled: looking && late.data?.rows.length !== 0,
  });
  if (late.error) return <ProblemAlert error={late.error} onRetry={() => void late.refetch()} />;
  if (!late.data || (late.data.rows.length === 0 && !late.data.request)) return null;
  const { rows, request, mayPropose, mayDecide } = late.data;
  const named = rows.map((one) =>
    t('cycle.lateData.ofSource', { source: sourceName(one.sourceId), count: one.rows, rows: format.count(one.rows) }),
  );
  return (
    <Card size="small" title={t('cycle.lateData.title')}>
      <div className="stack">
        {rows.length > 0 && <div>{t('cycle.lateData.held', { sources: format.list(named) })}</div>}
        {request && <Request request={request} />}
        {rows.length > 0 && (
          <Flex gap="small" wrap>
            <Button aria-expanded={looking} onClick={() => setLooking(!looking)}>
              {t('cycle.lateData.look')}
            </Button>
            {mayPropose && effects.data && (
              <Button type="primary" onClick={() => setAsk('propose')}>
                {t('cycle.lateData.propose')}
              </Button>
            )}
            {mayDecide && request?.state === 'proposed' && (
              <Button onClick={() => setAsk('decline')}>{t('cycle.lateData.decline')}</Button>
            )}
            {mayDecide && effects.data && (
              <Button type="primary" onClick={() => setAsk('approve')}>
                {t('cycle.lateData.approve')}
              </Button>
            )}
          </Flex>
        )}
        {looking && effects.isPending && rows.length > 0 && <Skeleton active paragraph={{ rows: 3 }} />}
        {looking && effects.error && <ProblemAlert error={effects.error} onRetry={() => void effects.refetch()} />}
        {looking && effects.data && rows.length > 0 && <Effects effects={effects.data} />}
      </div>
      {ask && (
        <AskDialog
          ask={ask}
          cycleId={cycleId}
          digest={effects.data?.digest ?? ''}
          requestId={request?.requestId ?? ''}
          onClose={() => setAsk(null)}
        />
      )}
    </Card>
  );
}

function Request({ request }: { request: LateDataRequest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, reason, note, by, decidedBy, decidedAt } = request;
  return (
    <div>
      <div>
        {t('cycle.lateData.proposed', {
          name: by.name,
          at: format.moment(request.at),
          rows: format.count(request.rows),
          people: format.count(request.people),
        })}
      </div>
      <Typography.Paragraph className="written">{reason}</Typography.Paragraph>
      {decidedBy && decidedAt && (
        <div>
          {t(`cycle.lateData.state.${state}`, {
            name: decidedBy.name,
            at: format.moment(decidedAt),
            people: format.count(request.rescored ?? 0),
          })}
        </div>
      )}
      {note && <Typography.Paragraph className="written">{note}</Typography.Paragraph>}
      {state === 'proposed' && <p className="hint">{t('cycle.lateData.waits')}</p>}
    </div>
  );
}

function Effects({ effects: { people, effects } }: { effects: LateDataEffects }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<Effect>[] = [
    {
      key: 'person',
      title: t('person.name'),
      onPhone: 'title',
      render: ({ appraisalId, person }) => (
        <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
          {person.name}
        </Link>
      ),
    },
    { key: 'stage', title: t('cycle.stage'), render: ({ stage }) => t(`appraisalStage.${stage}`) },
    {
      key: 'total',
      title: t('score.total'),
      align: 'right',
      render: ({ totalBefore, totalAfter }) =>
        totalAfter === null
          ? t('cycle.lateData.noTotal', { total: format.number(totalBefore) })
          : t('cycle.lateData.change', { before: format.number(totalBefore), after: format.number(totalAfter) }),
    },
    {
      key: 'grade',
      title: t('score.grade'),
      render: ({ gradeBefore, gradeAfter }) =>
        gradeBefore === gradeAfter
          ? (gradeBefore ?? none)
          : t('cycle.lateData.change', { before: gradeBefore ?? none, after: gradeAfter ?? none }),
    },
  ];
  return (
    <>
      <p className="hint">
        {t('cycle.lateData.people', { people: format.count(people), shown: format.count(effects.length) })}
      </p>
      {effects.length > 0 && (
        <PagedTable
          label={t('cycle.lateData.look')}
          columns={columns}
          list={wholeList(effects)}
          rowKey={({ appraisalId }) => appraisalId}
          empty=""
        />
      )}
    </>
  );
}

interface AskProps {
  readonly ask: Ask;
  readonly cycleId: string;
  readonly digest: string;
  readonly requestId: string;
  readonly onClose: () => void;
}

function AskDialog({ ask, cycleId, digest, requestId, onClose }: AskProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: (words: string) =>
      ask === 'propose'
        ? api(cyclesHttp.proposeLateData, { params: { cycleId }, body: { digest, reason: words } })
        : api(cyclesHttp.decideLateData, {
            params: { cycleId, requestId },
            body: { approve: ask === 'approve', ...(words === '' ? {} : { note: words }) },
          }),
    onSettled: () =>
      Promise.all(['cycle', 'appraisals', 'tasks'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const submit = async (words: string): Promise<boolean> => {
    try {
      await sent.mutateAsync(words);
    } catch {
      // The dialog shows why.
      return false;
    }
    void message.success(t(`cycle.lateData.done.${ask}`));
    onClose();
    return true;
  };
  return (
    <ReasonDialog
      title={t(`cycle.lateData.${ask}`)}
      okText={t(`cycle.lateData.${ask}`)}
      explanation={t(`cycle.lateData.means.${ask}`)}
      whoReads={t('cycle.lateData.whoReads')}
      draftOf={`late-${ask}/${cycleId}`}
      optional={ask === 'approve'}
      pending={sent.isPending}
      error={sent.error}
      onSubmit={submit}
      onCancel={onClose}
    />
  );
}
