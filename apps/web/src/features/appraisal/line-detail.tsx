import { Descriptions, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { LineTrend } from '../../shared/appraisal/line-trend.js';
import { none, useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';
import { Evidence } from './evidence.js';
import { explanationOf, type UsedInput } from './explanation.js';
import { Formula } from './formula.js';

/** A line opened: the formula in words and numbers, the figures it used, the rows behind them. */
export function LineDetail({ appraisalId, line }: { appraisalId: string; line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const explanation = explanationOf(line);
  const { adjustment } = line;
  return (
    <div className="line-detail">
      <Typography.Title level={3} className="detail-title">
        {t('sheet.formula')}
      </Typography.Title>
      {explanation && <Formula line={line} explanation={explanation} />}
      {line.reason && <p>{t(`blockReason.${line.reason}`, line.reason)}</p>}
      {explanation?.exclusion && <p>{t('sheet.excludedBy', { reason: explanation.exclusion.reason })}</p>}
      {adjustment && (
        <p>
          <Typography.Text strong>{t('sheet.adjustment')}</Typography.Text>{' '}
          {t('sheet.adjustedBy', {
            name: adjustment.by.name,
            at: format.moment(adjustment.at),
            before: format.number(adjustment.scoreBefore),
            after: format.number(adjustment.scoreAfter),
            reason: adjustment.reason,
          })}
        </p>
      )}
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          {
            key: 'limits',
            label: t('sheet.limits'),
            children: `${format.figure(line.floor)} – ${format.figure(line.cap)}`,
          },
          {
            key: 'unrounded',
            label: t('sheet.unrounded'),
            children: <span className="digits">{line.score ?? none}</span>,
          },
          ...(explanation?.inputs ?? []).map((input) => ({
            key: `${input.role}/${input.inputId}/${input.figure}`,
            label: <InputName input={input} />,
            children: `${format.figure(input.value, 4)} · ${t('sheet.inputCount', { count: Number(input.count) })}`,
          })),
        ]}
      />
      {line.score !== null && <LineTrend appraisalId={appraisalId} kpiId={line.kpiId} unit={line.unit} />}
      <Typography.Title level={3} className="detail-title">
        {t('evidence.title', { total: format.count(line.evidenceCount) })}
      </Typography.Title>
      <Evidence appraisalId={appraisalId} line={line} />
    </div>
  );
}

function InputName({ input }: { input: UsedInput }) {
  const { t } = useTranslation();
  const words = useWords();
  return `${words.input(input.inputId)} (${t(`figure.${input.figure}`, input.figure)})`;
}
