import type { CalendarActs } from '../../../../libs/contracts/cycles/workflow.js';
import { actByCalendar } from './activities.js';

/** What a company's calendar asks for at this hour; started by its schedule. The record knows what is due and what is done. */
export const launchByCalendar = (company: { companyId: string }): Promise<CalendarActs> => actByCalendar(company);
