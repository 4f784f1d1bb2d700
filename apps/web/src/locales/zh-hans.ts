import components from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import type { LocaleTexts } from './texts.js';

const files = import.meta.glob<Record<string, unknown>>(
  [
    '../{app,features/*}/messages/*zh-Hans.json',
    '!../features/{administration,calibration,launch,people,sources,standards,substitutions}/**',
  ],
  { eager: true, import: 'default' },
);
export default { messages: Object.values(files), components, calendar: 'zh-cn' } satisfies LocaleTexts;
