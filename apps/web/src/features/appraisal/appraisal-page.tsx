import { FilePdfOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Watermark } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { appealableLines } from '../../shared/appraisal/appealable-lines.js';
import { AppealsIfAny } from '../../shared/appraisal/appeals-if-any.js';
import { DownloadButton } from '../../shared/download.js';
import { none, useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useMe } from '../../shared/session.js';
import { useWords } from '../../shared/words.js';
import { Actions } from './actions.js';
import { History } from './history.js';
import { Progress } from './progress.js';
import { SegmentLines } from './segment-lines.js';
import { SelfReview } from './self-review.js';
import { Talk } from './talk.js';
import { Totals } from './totals.js';

/** One person in one cycle: why the score is what it is, what was said about it, and what the reader may do now. */
export function AppraisalPage() {
  const { appraisalId } = useParams({ from: '/shell/appraisals/$appraisalId' });
  const sheet = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
  });
  useCopiesRead(sheet.data?.appraisalId);
  if (sheet.isPending) return <PageSkeleton />;
  if (!sheet.data) return <ProblemAlert error={sheet.error} onRetry={() => void sheet.refetch()} />;
  // Another appraisal is another page: what was opened and typed belongs to the one before.
  return <Sheet key={appraisalId} sheet={sheet.data} />;
}

/** Whoever opens what was copied to them has read it: the lists that say otherwise are old. */
function useCopiesRead(opened: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (opened) void queries.invalidateQueries({ queryKey: ['copies'] });
  }, [opened, queries]);
}

function Sheet({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const me = useMe();
  const lines = useOpenLines();
  const [appealed, setAppealed] = useState<string>();
  const appealable = appealableLines(sheet);
  const { person, manager, appraisalId } = sheet;
  return (
    <Page
      title={`${person.name} ${person.employeeCode}`}
      subtitle={t('sheet.subtitle', {
        cycle: words.cycle(sheet),
        department: format.name(person.departmentNames),
        position: format.name(person.positionNames),
        manager: manager?.name ?? none,
      })}
      extra={
        sheet.total !== null && (
          <DownloadButton
            operation={cyclesHttp.scoreSheet}
            request={{ params: { appraisalId } }}
            icon={<FilePdfOutlined aria-hidden />}
          >
            {t('sheet.print')}
          </DownloadButton>
        )
      }
    >
      <Watermark
        content={me.watermark ? t('confidential', { name: me.person?.name ?? me.login }) : ''}
        font={{ color: 'rgba(128,128,128,.12)', fontSize: 14 }}
        gap={[140, 140]}
      >
        <div className="stack">
          <Totals sheet={sheet} onOpenLine={lines.show} />
          <Progress sheet={sheet} />
          <SelfReview sheet={sheet} />
          {sheet.segments.map((segment) => (
            <SegmentLines
              key={segment.segmentNo}
              appraisalId={appraisalId}
              segment={segment}
              lines={sheet.lines.filter((line) => line.segmentNo === segment.segmentNo)}
              open={lines.open}
              onToggle={lines.toggle}
              appealable={appealable}
              onAppeal={setAppealed}
            />
          ))}
          <AppealsIfAny sheet={sheet} />
          <Talk sheet={sheet} />
          <History sheet={sheet} />
          <Actions sheet={sheet} appeal={{ of: appealed, end: () => setAppealed(undefined) }} />
        </div>
      </Watermark>
    </Page>
  );
}

function useOpenLines() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  /** From the sum to the line: opened, in sight, and under the keyboard. */
  const show = (key: string) => {
    setOpen(new Set([...open, key]));
    const row = document.querySelector(`[data-row="${CSS.escape(key)}"]`);
    row?.scrollIntoView({ block: 'start' });
    row?.querySelector('button')?.focus();
  };
  return { open, toggle, show };
}
