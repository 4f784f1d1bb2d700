import { Card, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

/** What happened: who, when, after how long, and whether it still counts. */
export function History({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  if (sheet.decisions.length === 0) return null;
  return (
    <Card title={t('history.title')} size="small">
      <Timeline
        items={sheet.decisions.map((decision) => ({
          key: decision.decisionId,
          color: decision.voided ? 'gray' : 'blue',
          content: <Entry decision={decision} />,
        }))}
      />
    </Card>
  );
}

function Entry({ decision }: { decision: AppraisalSheet['decisions'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const took = format.span(Date.parse(decision.at) - Date.parse(decision.openedAt));
  return (
    <>
      <Typography.Text delete={decision.voided}>
        {t('history.decision', {
          who: decision.by?.name ?? t('history.system'),
          stage: t(`stage.${decision.stage}`),
          verb: t(`outcome.${decision.verb}`),
        })}
      </Typography.Text>
      {decision.voided && <Typography.Text type="secondary"> {t('history.void')}</Typography.Text>}
      <div className="quiet" title={format.relative(decision.at)}>
        {format.moment(decision.at)} · {t('history.took', { time: took })}
      </div>
      {decision.comment && <Typography.Paragraph className="written">{decision.comment}</Typography.Paragraph>}
    </>
  );
}
