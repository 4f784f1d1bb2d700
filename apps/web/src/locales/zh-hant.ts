import components from 'antd/locale/zh_TW';
import 'dayjs/locale/zh-tw';
import type { LocaleTexts } from './texts.js';

const files = import.meta.glob<Record<string, unknown>>(
  [
    '../{app,features/*}/messages/*zh-Hant.json',
    '!../features/{administration,calibration,launch,people,sources,standards,substitutions}/**',
  ],
  { eager: true, import: 'default' },
);
export default { messages: Object.values(files), components, calendar: 'zh-tw' } satisfies LocaleTexts;
