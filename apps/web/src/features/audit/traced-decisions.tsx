import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { none, useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

type Trace = ReplyOf<typeof cyclesHttp.appraisalTrace>;
type Decision = Trace['decisions'][number];
type Adjustment = Trace['adjustments'][number];

interface TracedDecisionsProps {
  readonly decisions: readonly Decision[];
  readonly adjustments: readonly Adjustment[];
  readonly kpiName: (kpiId: string) => string;
}

/** Who decided what at which stage, and which scores a manager moved. */
export function TracedDecisions({ decisions, adjustments, kpiName }: TracedDecisionsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ofDecisions: readonly Column<Decision>[] = [
    { key: 'verb', title: t('audit.what'), onPhone: 'title', render: ({ verb }) => t(`outcome.${verb}`) },
    { key: 'stage', title: t('audit.stage'), render: ({ stage }) => t(`stage.${stage}`) },
    { key: 'by', title: t('audit.who'), render: ({ by }) => by?.name ?? t('audit.system') },
    { key: 'at', title: t('audit.at'), render: ({ at }) => format.moment(at) },
    {
      key: 'took',
      title: t('audit.took'),
      render: ({ openedAt, at }) => format.span(Date.parse(at) - Date.parse(openedAt)),
    },
    {
      key: 'comment',
      title: t('audit.comment'),
      render: ({ comment, voided }) => (voided ? t('audit.voided', { comment: comment ?? none }) : (comment ?? none)),
    },
  ];
  const ofAdjustments: readonly Column<Adjustment>[] = [
    { key: 'kpi', title: t('audit.kpi'), onPhone: 'title', render: ({ kpiId }) => kpiName(kpiId) },
    { key: 'before', title: t('audit.before'), align: 'right', render: (one) => format.number(one.scoreBefore) },
    { key: 'after', title: t('audit.after'), align: 'right', render: (one) => format.number(one.scoreAfter) },
    { key: 'reason', title: t('form.reason'), render: ({ reason }) => reason },
    { key: 'by', title: t('audit.who'), render: ({ by }) => by.name },
    { key: 'at', title: t('audit.at'), render: ({ at }) => format.moment(at) },
  ];
  return (
    <>
      <section>
        <Typography.Title level={2} className="section-title">
          {t('audit.decisions')}
        </Typography.Title>
        <PagedTable
          label={t('audit.decisions')}
          columns={ofDecisions}
          list={wholeList(decisions)}
          rowKey={({ decisionId }) => decisionId}
          empty={t('audit.noDecisions')}
        />
      </section>
      {adjustments.length > 0 && (
        <section>
          <Typography.Title level={2} className="section-title">
            {t('audit.adjustments')}
          </Typography.Title>
          <PagedTable
            label={t('audit.adjustments')}
            columns={ofAdjustments}
            list={wholeList(adjustments)}
            rowKey={(one) => `${one.segmentNo}/${one.kpiId}/${one.at}`}
            empty={t('audit.noDecisions')}
          />
        </section>
      )}
    </>
  );
}
