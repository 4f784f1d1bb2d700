import { Button, Card } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { FetchingInWords } from './fetching-in-words.js';
import { useMay } from './may.js';
import { ScheduleForm } from './schedule-form.js';

/** When a source is read by itself; whoever configures sources changes it here. */
export function ScheduleCard({ source }: { source: SourceDetail }) {
  const { t } = useTranslation();
  const { configure } = useMay(source.sourceId);
  const [open, setOpen] = useState(false);
  const { fetching } = source;
  if (fetching === null) return null;
  return (
    <Card
      size="small"
      title={t('fetching.schedule')}
      extra={configure && !open && <Button onClick={() => setOpen(true)}>{t('fetching.change')}</Button>}
    >
      {open ? (
        <ScheduleForm source={source} fetching={fetching} onDone={() => setOpen(false)} />
      ) : (
        <FetchingInWords fetching={fetching} />
      )}
    </Card>
  );
}
