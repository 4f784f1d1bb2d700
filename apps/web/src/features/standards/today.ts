import { useTimeZone } from '../../shared/time-zone.js';

/** Today in the company's time zone, as the API writes a day. */
export const useToday = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: useTimeZone(), dateStyle: 'short' }).format(new Date());
