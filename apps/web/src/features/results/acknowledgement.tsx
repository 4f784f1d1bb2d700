import { CheckCircleOutlined } from '@ant-design/icons';
import { Card, Skeleton, Typography } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

const AcknowledgeForm = lazy(() => import('./acknowledge-form.js'));

/** The employee's own answer: given, taken as given when the window closed, or waited for. */
export function Acknowledgement({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { acknowledgement, openTask } = sheet;
  if (openTask?.verbs.includes('acknowledge'))
    return (
      <Suspense fallback={<Skeleton active />}>
        <AcknowledgeForm key={openTask.taskId} sheet={sheet} />
      </Suspense>
    );
  if (!acknowledgement) return null;
  const at = format.moment(acknowledgement.at);
  return (
    <Card size="small" title={t('stage.acknowledgement')}>
      <Typography.Text>
        <CheckCircleOutlined aria-hidden /> {t(acknowledgement.deemed ? 'mine.deemed' : 'mine.given', { at })}
      </Typography.Text>
      {acknowledgement.comment && <p className="written">{acknowledgement.comment}</p>}
    </Card>
  );
}
