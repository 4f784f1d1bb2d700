import { Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

const parts = ['achievements', 'difficulties', 'plans'] as const;

/** What the person said of their own period, or that they said nothing in time. */
export function SelfReview({ sheet: { selfReview, decisions } }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lapsed = decisions.some(({ stage, verb, voided }) => stage === 'self_review' && verb === 'lapsed' && !voided);
  if (!selfReview && !lapsed) return null;
  return (
    <Card size="small" title={t('selfReview.title')}>
      {!selfReview && <p className="hint">{t('selfReview.lapsed')}</p>}
      {selfReview && <p className="hint">{t('selfReview.at', { at: format.moment(selfReview.submittedAt) })}</p>}
      {parts.map((part) =>
        selfReview?.[part] ? (
          <section key={part}>
            <Typography.Title level={3} className="part-title">
              {t(`selfReview.${part}`)}
            </Typography.Title>
            <p className="written">{selfReview[part]}</p>
          </section>
        ) : null,
      )}
    </Card>
  );
}
