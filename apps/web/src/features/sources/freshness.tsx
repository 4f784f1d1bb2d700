import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';

/** When figures last came: how long ago, and the very time. */
export function Freshness({ at }: { at: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (at === null) return t('source.notLoaded');
  return (
    <span>
      {format.relative(at)} <span className="quiet">{format.moment(at)}</span>
    </span>
  );
}
