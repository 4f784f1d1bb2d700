import { Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

/** The 1-on-1 as it was recorded, and what the employee said to it. What people wrote stays as they wrote it. */
export function Talk({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { interview, acknowledgement } = sheet;
  if (!interview && !acknowledgement) return null;
  return (
    <Card title={t('interview.title')} size="small">
      {interview && (
        <>
          <p className="hint">{t('interview.held', { name: interview.by.name, at: format.moment(interview.at) })}</p>
          <dl className="talk">
            {(['strengths', 'weaknesses', 'directions'] as const).map((part) => (
              <div key={part}>
                <dt>{t(`interview.${part}`)}</dt>
                <dd className="written">{interview[part]}</dd>
              </div>
            ))}
            <div>
              <dt>{t('interview.actions')}</dt>
              <dd>
                {interview.actions.length === 0 && t('interview.noActions')}
                <ul>
                  {interview.actions.map((action) => (
                    <li key={`${action.text}${action.dueOn}`}>
                      {t('interview.action', {
                        text: action.text,
                        owner: action.owner.name,
                        due: format.date(action.dueOn),
                      })}
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          </dl>
        </>
      )}
      {acknowledgement && (
        <>
          <Typography.Text strong>
            {t(acknowledgement.deemed ? 'acknowledgement.deemed' : 'acknowledgement.given', {
              at: format.moment(acknowledgement.at),
            })}
          </Typography.Text>
          {acknowledgement.comment && (
            <Typography.Paragraph className="written">{acknowledgement.comment}</Typography.Paragraph>
          )}
        </>
      )}
    </Card>
  );
}
