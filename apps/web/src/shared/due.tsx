import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format.js';

/** Late is said by word and sign as well as by colour. */
export function Due({ at, late }: { at: string; late: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Typography.Text {...(late ? { type: 'danger' as const } : {})}>
        {late ? <WarningOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
        {t(late ? 'tasks.overdueSince' : 'tasks.dueIn', { when: format.relative(at) })}
      </Typography.Text>
      <div className="quiet">{format.moment(at)}</div>
    </>
  );
}
