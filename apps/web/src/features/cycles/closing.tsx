import { FileExcelOutlined, FileProtectOutlined, FileZipOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Card, Flex, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ClosingException,
  type ClosingExceptionKind,
  type CycleDetail,
  cyclesHttp,
  type PayrollFile,
} from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import { DownloadButton } from '../../shared/download.js';
import { useFormat } from '../../shared/format.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { ProblemAlert, useProblemText } from '../../shared/problem-alert.js';
import { useSourceName } from '../../shared/source-name.js';

type ClosingReply = ReplyOf<typeof cyclesHttp.closing>;
const keyOf = (cycleId: string) => ['cycle', cycleId, 'closing'] as const;

/** What the cycle closes in spite of, and what leaves the system with it. */
export function Closing({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const { cycleId, state } = cycle;
  const closing = useQuery({
    queryKey: [...keyOf(cycleId), state],
    queryFn: () => api(cyclesHttp.closing, { params: { cycleId } }),
  });
  return (
    <Card
      size="small"
      title={t('cycle.closing.title')}
      extra={
        <DownloadButton
          operation={cyclesHttp.closingList}
          request={{ params: { cycleId } }}
          icon={<FileExcelOutlined aria-hidden />}
        >
          {t('cycle.closing.list')}
        </DownloadButton>
      }
    >
      {closing.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {closing.error && <ProblemAlert error={closing.error} onRetry={() => void closing.refetch()} />}
      {closing.data && (
        <div className="stack">
          <Exceptions cycleId={cycleId} closing={closing.data} />
          <PayrollFiles cycleId={cycleId} closing={closing.data} />
          <Packs cycle={cycle} />
        </div>
      )}
    </Card>
  );
}

function Exceptions({ cycleId, closing }: { cycleId: string; closing: ClosingReply }) {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const [open, setOpen] = useState<ClosingExceptionKind | null>(null);
  const found = closing.exceptions.filter(({ count }) => count > 0);
  const doubtful = closing.sources.filter(
    ({ held, reconciled, signedOff }) => held > 0 || reconciled === false || !signedOff,
  );
  return (
    <div>
      <p className="hint">{t(found.length === 0 ? 'cycle.closing.nothing' : 'cycle.closing.exceptions')}</p>
      <Flex gap="small" wrap>
        {found.map(({ kind, count }) => (
          <Button key={kind} onClick={() => setOpen(kind)}>
            {t('cycle.closing.count', { kind: t(`cycle.closing.kind.${kind}`), count })}
          </Button>
        ))}
      </Flex>
      {doubtful.length > 0 && (
        <ul>
          {doubtful.map(({ sourceId, held, reconciled, signedOff }) => (
            <li key={sourceId}>
              <Link to="/sources/$sourceId" params={{ sourceId }}>
                {sourceName(sourceId)}
              </Link>{' '}
              <span className="quiet">
                {[
                  ...(held > 0 ? [t('cycle.closing.held', { count: held })] : []),
                  ...(reconciled === false ? [t('cycle.closing.notReconciled')] : []),
                  ...(signedOff ? [] : [t('cycle.closing.notSignedOff')]),
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {open && <ExceptionList cycleId={cycleId} kind={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function ExceptionList(props: { cycleId: string; kind: ClosingExceptionKind; onClose: () => void }) {
  const { cycleId, kind, onClose } = props;
  const { t } = useTranslation();
  const list = usePaged([...keyOf(cycleId), kind], (cursor) =>
    api(cyclesHttp.listClosingExceptions, {
      params: { cycleId, kind },
      query: { limit: 50, ...(cursor ? { cursor } : {}) },
    }),
  );
  const title = t(`cycle.closing.kind.${kind}`);
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={900}>
      <PagedTable
        label={title}
        columns={useExceptionColumns(kind)}
        list={list}
        rowKey={({ appraisalId, kpiNames, at }) => `${appraisalId}/${kpiNames?.en ?? ''}/${at ?? ''}`}
        empty={t('cycle.closing.nothing')}
      />
    </Modal>
  );
}

/** What the state of an exception is said with; a stage unless it is named here. */
const wordsOf: Partial<Record<ClosingExceptionKind, string>> = {
  missing_data: 'lineState',
  appealed: 'cycle.closing.appeal',
};

/** Only what exceptions of the kind have. */
function useExceptionColumns(kind: ClosingExceptionKind): readonly Column<ClosingException>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = (value: string | null) => (kind === 'regraded' ? value : format.figure(value ?? '', 2));
  const { name, kpi, state, values, reason, by, dueAt } = {
    name: {
      key: 'name',
      title: t('person.name'),
      onPhone: 'title',
      render: ({ appraisalId, name: person }) => (
        <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
          {person}
        </Link>
      ),
    },
    kpi: { key: 'kpi', title: t('cycle.closing.kpi'), render: ({ kpiNames }) => kpiNames && format.name(kpiNames) },
    state: {
      key: 'state',
      title: t(
        kind === 'missing_data'
          ? 'cycle.closing.counted'
          : kind === 'appealed'
            ? 'cycle.closing.outcome'
            : 'cycle.stage',
      ),
      render: (one) => one.state && t(`${wordsOf[kind] ?? 'stage'}.${one.state}`),
    },
    values: {
      key: 'values',
      title: t('cycle.closing.values'),
      align: 'right',
      render: ({ before, after }) => t('cycle.closing.change', { before: shown(before), after: shown(after) }),
    },
    reason: { key: 'reason', title: t('form.reason'), render: (one) => one.reason },
    by: {
      key: 'by',
      title: t('cycle.closing.by'),
      render: (one) => (
        <>
          {one.by?.name} {one.at && <span className="quiet">{format.moment(one.at)}</span>}
        </>
      ),
    },
    dueAt: { key: 'dueAt', title: t('cycle.due'), render: (one) => one.dueAt && format.moment(one.dueAt) },
  } satisfies Record<string, Column<ClosingException>>;
  return {
    excluded: [name, reason, by],
    no_total: [name],
    adjusted: [name, kpi, values, reason, by],
    missing_data: [name, kpi, state, reason, by],
    returned: [name, state, reason, by],
    rescored: [name, values],
    regraded: [name, values, reason, by],
    appealed: [name, kpi, state, reason, by],
    decided_late: [name, state, dueAt, by],
    deemed: [name, by],
  }[kind];
}

function PayrollFiles({ cycleId, closing }: { cycleId: string; closing: ClosingReply }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: () => api(cyclesHttp.makePayrollFile, { params: { cycleId } }),
    onSuccess: ({ fileNo, people }) => {
      void message.success(t('cycle.closing.fileMade', { no: fileNo, count: people }));
      return queries.invalidateQueries({ queryKey: keyOf(cycleId) });
    },
    onError: (error) => void message.error(problemText(error)),
  });
  if (!closing.canMakePayrollFile && closing.payrollFiles.length === 0) return null;
  return (
    <div>
      <Flex justify="space-between" align="center" gap="small" wrap>
        <span className="hint">{t('cycle.closing.payroll')}</span>
        {closing.canMakePayrollFile && (
          <Button icon={<FileProtectOutlined aria-hidden />} loading={make.isPending} onClick={() => make.mutate()}>
            {t('cycle.closing.makeFile')}
          </Button>
        )}
      </Flex>
      {closing.payrollFiles.map((one) => (
        <PayrollFileLine key={one.fileNo} cycleId={cycleId} file={one} />
      ))}
    </div>
  );
}

function PayrollFileLine({ cycleId, file }: { cycleId: string; file: PayrollFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { fileNo, madeAt, madeBy, people, keyId } = file;
  return (
    <Flex gap="small" align="center" wrap className="payroll-file">
      <span>
        {t('cycle.closing.fileLine', {
          no: fileNo,
          at: format.moment(madeAt),
          by: madeBy.name,
          count: people,
        })}
      </span>
      <DownloadButton
        operation={cyclesHttp.payrollFile}
        request={{ params: { cycleId, fileNo, format: 'zip' } }}
        icon={<FileZipOutlined aria-hidden />}
      >
        {t('cycle.closing.fileNo', { no: fileNo })}
      </DownloadButton>
      <span className="quiet payroll-key">{t('cycle.closing.key', { keyId })}</span>
    </Flex>
  );
}

function Packs({ cycle: { cycleId, cohorts } }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  return (
    <div>
      <p className="hint">{t('cycle.closing.packs')}</p>
      <Flex gap="small" wrap>
        {cohorts.map(({ cohortNo }) => (
          <DownloadButton
            key={cohortNo}
            operation={cyclesHttp.cohortEvidencePack}
            request={{ params: { cycleId, cohortNo } }}
            icon={<FileZipOutlined aria-hidden />}
          >
            {cohorts.length === 1 ? t('cycle.closing.pack') : t('cycle.closing.packOf', { no: cohortNo })}
          </DownloadButton>
        ))}
      </Flex>
    </div>
  );
}
