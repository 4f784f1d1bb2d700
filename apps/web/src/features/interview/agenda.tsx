import { useQuery } from '@tanstack/react-query';
import { Button, Card, Skeleton, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp, type SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { AgreedActions } from '../../shared/appraisal/agreed-actions.js';
import { Change } from '../../shared/appraisal/change.js';
import { type ComparedPeriod, lineOf, periodBefore, useComparison } from '../../shared/appraisal/comparison.js';
import { extremesOf } from '../../shared/appraisal/extremes.js';
import { useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';
import { Duties } from './duties.js';
import type { Talk, TalkPart } from './use-talk.js';

/** Prepared from the figures: what went well, what did not, what was agreed last time, what the position is there for. */
export function Agenda({ sheet, onTake }: { sheet: AppraisalSheet; onTake?: Talk['take'] }) {
  const { t } = useTranslation();
  const comparison = useComparison(sheet.appraisalId, sheet.total !== null);
  const before = comparison.data && periodBefore(comparison.data);
  const { strongest, weakest } = extremesOf(sheet.lines);
  return (
    <div className="stack">
      <Card title={t('talk.agenda')} size="small">
        {sheet.total === null ? (
          <p className="hint">{t('talk.noScores')}</p>
        ) : (
          <>
            <Part title={t('talk.strongest')}>
              <Lines lines={strongest} before={before} part="strengths" onTake={onTake} />
            </Part>
            <Part title={t('talk.weakest')}>
              <Lines lines={weakest} before={before} part="weaknesses" onTake={onTake} />
            </Part>
          </>
        )}
        <Part title={t('talk.lastTime')}>
          {before ? <LastTime before={before} /> : <p className="hint">{t('talk.noneBefore')}</p>}
        </Part>
      </Card>
      <Duties sheet={sheet} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="agenda-part">
      <Typography.Title level={3} className="part-title">
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}

interface LinesProps {
  readonly lines: readonly SheetLine[];
  readonly before: ComparedPeriod | undefined;
  /** Where a line goes when it is taken into the form. */
  readonly part: TalkPart;
  readonly onTake: Talk['take'] | undefined;
}

function Lines({ lines, before, part, onTake }: LinesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  return (
    <ul className="agenda-lines">
      {lines.map((line) => {
        const kpi = format.name(line.names);
        const score = format.number(line.scoreNow);
        const actual = words.measured(line.actual, line.unit);
        const target = words.measured(line.target, line.unit);
        return (
          <li key={`${line.segmentNo}/${line.kpiId}`}>
            <div className="agenda-line">
              <span>{kpi}</span>
              <b>{score}</b>
            </div>
            <div className="agenda-line quiet">
              <span>{t('talk.figures', { actual, target, weight: format.number(line.effectiveWeight, 1) })}</span>
              {before && <Change now={line.scoreNow} before={lineOf(before, line.kpiId)?.score} />}
            </div>
            {line.adjustment && (
              <p className="quiet">
                {t('talk.adjusted', { name: line.adjustment.by.name, reason: line.adjustment.reason })}
              </p>
            )}
            {onTake && (
              <Button
                size="small"
                type="link"
                className="agenda-take"
                aria-label={t('talk.takeLabel', { kpi, part: t(`interview.${part}`) })}
                onClick={() => onTake(part, t('talk.taken', { kpi, score, actual, target }))}
              >
                {t('talk.take')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function LastTime({ before }: { before: ComparedPeriod }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { appraisalId } = before;
  const sheet = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
  });
  if (sheet.isPending) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  const period = format.month(before.period.from);
  // The agenda is a help: an earlier month that cannot be read says so and stops nobody.
  if (!sheet.data?.interview) return <p className="hint">{t('talk.noInterviewThen', { period })}</p>;
  return (
    <>
      <p className="hint">{t('talk.agreedThen', { period, total: format.number(before.total) })}</p>
      <AgreedActions actions={sheet.data.interview.actions} />
    </>
  );
}
