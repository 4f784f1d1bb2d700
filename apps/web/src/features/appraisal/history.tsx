import { Card, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

/** What happened: who, when, and whether it still counts. */
export function History({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (sheet.decisions.length === 0) return null;
  return (
    <Card title={t('history.title')} size="small">
      <Timeline
        items={sheet.decisions.map((decision) => ({
          color: decision.voided ? 'gray' : 'blue',
          content: (
            <>
              <Typography.Text delete={decision.voided}>
                {t('history.decision', {
                  who: decision.by?.name ?? t('history.system'),
                  verb: t(`outcome.${decision.verb}`),
                  stage: t(`stage.${decision.stage}`),
                })}
              </Typography.Text>
              <br />
              <Typography.Text type="secondary" title={format.moment(decision.at)}>
                {format.moment(decision.at)}
              </Typography.Text>
              {decision.comment && (
                <Typography.Paragraph style={{ margin: 0 }}>{decision.comment}</Typography.Paragraph>
              )}
            </>
          ),
        }))}
      />
    </Card>
  );
}
