import { Card, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

type Happening =
  | { readonly at: string; readonly decision: AppraisalSheet['decisions'][number] }
  | { readonly at: string; readonly copy: AppraisalSheet['copies'][number] };

/** What happened: who, when, after how long, and whether it still counts. */
export function History({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const happened: Happening[] = [
    ...sheet.decisions.map((decision) => ({ at: decision.at, decision })),
    ...sheet.copies.map((copy) => ({ at: copy.at, copy })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  if (happened.length === 0) return null;
  return (
    <Card title={t('history.title')} size="small">
      <Timeline
        items={happened.map((one) =>
          'decision' in one
            ? {
                key: one.decision.decisionId,
                color: one.decision.voided ? 'gray' : 'blue',
                content: <Entry decision={one.decision} />,
              }
            : { key: `copy/${one.at}/${one.copy.by.personId}`, color: 'gray', content: <Copied copy={one.copy} /> },
        )}
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

function Copied({ copy }: { copy: AppraisalSheet['copies'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const to = format.list(copy.to.map(({ name }) => name));
  return (
    <>
      <Typography.Text>{t('copy.history', { who: copy.by.name, to })}</Typography.Text>
      <div className="quiet" title={format.relative(copy.at)}>
        {format.moment(copy.at)}
      </div>
      {copy.note && <Typography.Paragraph className="written">{copy.note}</Typography.Paragraph>}
    </>
  );
}
