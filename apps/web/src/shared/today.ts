import { dateIn } from '../../../../libs/domain/calendar/zone.js';
import { useTimeZone } from './time-zone.js';

/** Today in the company's time zone, as the API writes a day. */
export const useToday = (): string => dateIn(useTimeZone(), new Date().toISOString());
