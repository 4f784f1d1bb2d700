export { appraisalCycle } from './appraisal-cycle.js';
export { cohort } from './cohort.js';
export { collectSource } from './collect-source.js';
export { launchByCalendar } from './launch-by-calendar.js';
