import components from 'antd/locale/en_GB';
import 'dayjs/locale/en-gb';
import type { LocaleTexts } from './texts.js';

const files = import.meta.glob<Record<string, unknown>>(
  [
    '../{app,features/*}/messages/*en.json',
    '!../features/{administration,calibration,launch,people,sources,standards,substitutions}/**',
  ],
  { eager: true, import: 'default' },
);
export default { messages: Object.values(files), components, calendar: 'en-gb' } satisfies LocaleTexts;
