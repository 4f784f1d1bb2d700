import { FileZipOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { DownloadButton } from '../../shared/download.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { usePaged } from '../../shared/paged.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useWords } from '../../shared/words.js';
import './audit.css';
import { EntryDrawer } from './entry-drawer.js';
import { EntryTable } from './entry-table.js';
import { useKpiNames } from './kpi-names.js';
import { TracedDecisions } from './traced-decisions.js';
import { TracedLines } from './traced-lines.js';

/** Everything about one appraisal: its numbers down to the source rows, who decided what, and every entry of the history. */
export function TracePage() {
  const { t } = useTranslation();
  const words = useWords();
  const { appraisalId } = useParams({ from: '/shell/audit/appraisals/$appraisalId' });
  const [openId, setOpenId] = useState<string>();
  const sheet = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
  });
  const trace = usePaged(['audit', 'trace', appraisalId], async (cursor) => {
    const page = await api(cyclesHttp.appraisalTrace, { params: { appraisalId }, query: { cursor, limit: 200 } });
    return { ...page, items: page.entries };
  });
  const kpiName = useKpiNames(trace.first?.lines ?? []);
  const open = trace.rows.find(({ entryId }) => entryId === openId);
  if (sheet.error) return <ProblemAlert error={sheet.error} onRetry={() => void sheet.refetch()} />;
  if (!sheet.data || trace.isPending) return <PageSkeleton />;
  return (
    <Page
      title={t('audit.traceTitle', { name: sheet.data.person.name, cycle: words.cycle(sheet.data) })}
      subtitle={t('audit.traceSubtitle')}
      extra={
        <Flex gap="small" wrap>
          <DownloadButton
            operation={cyclesHttp.evidencePack}
            request={{ params: { appraisalId } }}
            icon={<FileZipOutlined aria-hidden />}
          >
            {t('audit.evidencePack')}
          </DownloadButton>
          <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
            <Button tabIndex={-1}>{t('audit.toSheet')}</Button>
          </Link>
        </Flex>
      }
    >
      <div className="stack">
        {trace.error && <ProblemAlert error={trace.error} onRetry={trace.retry} />}
        {trace.first && (
          <>
            <TracedLines lines={trace.first.lines} kpiName={kpiName} />
            <TracedDecisions
              decisions={trace.first.decisions}
              adjustments={trace.first.adjustments}
              kpiName={kpiName}
            />
          </>
        )}
        <section>
          <Typography.Title level={2} className="section-title">
            {t('audit.entries')}
          </Typography.Title>
          <EntryTable list={trace} empty={t('audit.none')} openId={openId} onOpen={setOpenId} />
        </section>
      </div>
      {open && <EntryDrawer entry={open} onClose={() => setOpenId(undefined)} />}
    </Page>
  );
}
