import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { SourceSummary } from '../../../../../libs/contracts/metrics/http.js';
import { none, useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { useCodeText } from '../../shared/problem-alert.js';
import { useFetchingWords } from './fetching-words.js';

/** In a list: how soon a source is read by itself, or what keeps it from being read. */
export function FetchingCell({ source: { fetching } }: { source: SourceSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFetchingWords();
  const codeText = useCodeText();
  if (fetching === null) return none;
  const { schedule, next, last, failingSince } = fetching;
  const [soonest] = next ?? [];
  return (
    <div>
      {schedule === null ? t('fetching.offShort') : words.schedule(schedule)}{' '}
      {soonest && (
        <span className="quiet" title={format.moment(soonest)}>
          {t('fetching.nextRelative', { relative: format.relative(soonest) })}
        </span>
      )}
      {failingSince !== null && last?.failure && (
        <div title={codeText(last.failure.code, last.failure.detail, last.failure.values)}>
          <Mark tone="bad" icon={<WarningOutlined aria-hidden />}>
            {t('fetching.failed')}
          </Mark>{' '}
          <code>{last.failure.code}</code>
        </div>
      )}
    </div>
  );
}
