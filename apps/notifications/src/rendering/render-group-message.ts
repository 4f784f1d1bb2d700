import type { Locale } from '../../../../libs/contracts/values.js';
import type { GroupMessage } from '../announcing/group-message.js';
import { periodText } from './period-text.js';
import type { Rendered } from './render-message.js';
import { wordsIn } from './words.js';

/** News to a group in words. */
export function renderGroupMessage(
  message: GroupMessage,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): Rendered {
  const t = wordsIn(locale);
  const values = {
    timeZone,
    period: 'period' in message ? periodText(t, message.period) : '',
    dueAt: 'dueAt' in message ? message.dueAt : '',
    stage: 'stage' in message ? t(`stage.${message.stage}`, { defaultValue: message.stage }) : '',
    source: 'sourceId' in message ? t(`source.${message.sourceId}`, { defaultValue: message.sourceId }) : '',
  };
  return {
    title: t(`group.${message.type}.title`, values),
    lines: [t(`group.${message.type}.text`, values)],
    action: t('group.action'),
  };
}
