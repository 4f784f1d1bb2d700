import './appraisal.css';
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.js';
import { differenceOf } from './difference.js';

interface ChangeProps {
  readonly now: string | null | undefined;
  readonly before: string | null | undefined;
}

/** How far a figure has moved since the period before: said by sign and word as well as by colour. */
export function Change({ now, before }: ChangeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const difference = differenceOf(now, before);
  if (difference === null) return <span className="hint">{t('comparison.noneBefore')}</span>;
  if (difference === '0') return <span className="hint">{t('comparison.unchanged')}</span>;
  const down = difference.startsWith('-');
  const by = format.number(down ? difference.slice(1) : difference);
  return down ? (
    <span className="change-down">
      <ArrowDownOutlined aria-hidden /> {t('comparison.down', { by })}
    </span>
  ) : (
    <span className="change-up">
      <ArrowUpOutlined aria-hidden /> {t('comparison.up', { by })}
    </span>
  );
}
