import type { Locale as ComponentTexts } from 'antd/es/locale';

export interface LocaleTexts {
  readonly messages: readonly Readonly<Record<string, unknown>>[];
  readonly components: ComponentTexts;
  /** Dayjs's name of it. */
  readonly calendar: string;
}
