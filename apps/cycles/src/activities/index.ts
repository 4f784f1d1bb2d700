import type { CalendarActivities } from './calendar-activities.js';
import type { CommandActivities } from './command-activities.js';
import type { RecordActivities } from './record-activities.js';

/** What workflows may ask for; they import this type and never the providers. */
export type Activities = Pick<CommandActivities, 'runCommand'> &
  Pick<CalendarActivities, 'actByCalendar'> &
  Omit<RecordActivities, 'record'>;

/** Temporal registers a plain object of functions; the providers' are bound already. */
export const activitiesOf = (
  record: RecordActivities,
  commands: Pick<CommandActivities, 'runCommand'>,
  calendar: Pick<CalendarActivities, 'actByCalendar'>,
): Activities => ({
  ...record,
  runCommand: commands.runCommand,
  actByCalendar: calendar.actByCalendar,
});
