import './appraisal.css';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../format.js';
import { AgreedActions } from './agreed-actions.js';

/** What was said in the 1-on-1, as both have it. */
export function InterviewRecord({ interview }: { interview: NonNullable<AppraisalSheet['interview']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <p className="hint">{t('interview.held', { name: interview.by.name, at: format.moment(interview.at) })}</p>
      {(['strengths', 'weaknesses', 'directions'] as const).map((part) => (
        <section key={part}>
          <Typography.Title level={3} className="part-title">
            {t(`interview.${part}`)}
          </Typography.Title>
          <p className="written">{interview[part]}</p>
        </section>
      ))}
      <section>
        <Typography.Title level={3} className="part-title">
          {t('interview.actions')}
        </Typography.Title>
        <AgreedActions actions={interview.actions} />
      </section>
    </div>
  );
}
