import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SourceFetching } from '../../../../../libs/contracts/metrics/http.js';
import { useCodeText } from '../../shared/problem-alert.js';
import { useFetchingWords } from './fetching-words.js';

/** When a source is read by itself, when next, and how it went. */
export function FetchingInWords({ fetching }: { fetching: SourceFetching }) {
  const { t } = useTranslation();
  const words = useFetchingWords();
  const { schedule, failingSince } = fetching;
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        {
          key: 'schedule',
          label: t('fetching.schedule'),
          children: schedule === null ? t('fetching.off') : words.schedule(schedule),
        },
        ...(schedule === null
          ? []
          : [{ key: 'next', label: t('fetching.next'), children: <NextTimes fetching={fetching} /> }]),
        { key: 'last', label: t('fetching.last'), children: <LastTime fetching={fetching} /> },
        ...(failingSince === null
          ? []
          : [{ key: 'failing', label: t('fetching.failingSince'), children: words.moment(failingSince) }]),
      ]}
    />
  );
}

function NextTimes({ fetching: { next } }: { fetching: SourceFetching }) {
  const { t } = useTranslation();
  const words = useFetchingWords();
  if (next === null) return t('fetching.nextUnknown');
  if (next.length === 0) return t('fetching.nextNever');
  return (
    <ul className="figures">
      {next.map((at) => (
        <li key={at}>{words.moment(at)}</li>
      ))}
      <li className="quiet">{t('fetching.whileCollecting')}</li>
    </ul>
  );
}

function LastTime({ fetching: { last } }: { fetching: SourceFetching }) {
  const { t } = useTranslation();
  const words = useFetchingWords();
  const codeText = useCodeText();
  if (last === null) return t('fetching.never');
  const { at, outcome, failure } = last;
  return (
    <div>
      {t(`fetching.outcome.${outcome}`, { when: words.moment(at) })}
      {failure && (
        <div className="bad">
          {codeText(failure.code, failure.detail, failure.values)} <code>{failure.code}</code>
        </div>
      )}
    </div>
  );
}
