import { z } from 'zod';
import { handovers } from '../../domain/cycle/hand-over.js';
import { eventType } from '../route.js';
import { identifier, instant } from '../values.js';

const cycleName = {
  cycleId: identifier,
  periodFrom: z.iso.date(),
  periodTo: z.iso.date(),
  kind: z.enum(['month', 'quarter', 'year']),
};
/** One digest line a person: how many tasks of which stage wait, the first due time. Never a score. */
const waiting = z
  .array(z.strictObject({ personId: identifier, stage: z.string(), count: z.int(), dueAt: instant }))
  .max(1000);

export const tasksOpened = eventType('cycles.tasks_opened', z.strictObject({ ...cycleName, assignees: waiting }));
export const tasksReminded = eventType(
  'cycles.tasks_reminded',
  z.strictObject({ ...cycleName, reminderNo: z.int(), assignees: waiting }),
);
/** 催辦: somebody asks the assignee to get on with these. */
export const tasksUrged = eventType(
  'cycles.tasks_urged',
  z.strictObject({ ...cycleName, byPersonId: identifier, assignees: waiting }),
);
/** To the manager's manager: these people of yours are late. */
export const tasksEscalated = eventType(
  'cycles.tasks_escalated',
  z.strictObject({
    ...cycleName,
    stage: z.string(),
    escalations: z
      .array(z.strictObject({ toPersonId: identifier, latePersonId: identifier, count: z.int() }))
      .max(1000),
  }),
);
export const appraisalReturned = eventType(
  'cycles.appraisal_returned',
  z.strictObject({
    ...cycleName,
    appraisalId: identifier,
    personId: identifier,
    toPersonIds: z.array(identifier),
    byPersonId: identifier,
  }),
);
/** Tasks went to somebody else: `to` holds them now, `from` no longer does. */
export const tasksHandedOver = eventType(
  'cycles.tasks_handed_over',
  z.strictObject({
    ...cycleName,
    /** `withdrawn`: the decision that opened them was taken back. */
    how: z.enum([...handovers, 'withdrawn']),
    /** null: the system, because the organisation changed. */
    byPersonId: identifier.nullable(),
    fromPersonId: identifier,
    toPersonId: identifier,
    stage: z.string(),
    count: z.int(),
    dueAt: instant,
  }),
);
/** Somebody stands in for somebody else during a leave, from the first to the last day. */
export const substituteNamed = eventType(
  'cycles.substitute_named',
  z.strictObject({ personId: identifier, substituteId: identifier, from: z.iso.date(), until: z.iso.date() }),
);
/** Somebody said something about it: to those whom it concerns now. */
export const appraisalCommented = eventType(
  'cycles.appraisal_commented',
  z.strictObject({
    ...cycleName,
    appraisalId: identifier,
    personId: identifier,
    toPersonIds: z.array(identifier).max(20),
    byPersonId: identifier,
  }),
);
/** Somebody showed the appraisal to people who would not see it. */
export const appraisalCopied = eventType(
  'cycles.appraisal_copied',
  z.strictObject({
    ...cycleName,
    appraisalId: identifier,
    personId: identifier,
    toPersonIds: z.array(identifier).max(20),
    byPersonId: identifier,
  }),
);
/** The interview is recorded: the person may read the sheet and acknowledge. */
export const resultsReleased = eventType(
  'cycles.results_released',
  z.strictObject({
    ...cycleName,
    people: z.array(z.strictObject({ personId: identifier, appraisalId: identifier, dueAt: instant })).max(1000),
  }),
);
/** The answer stands with the appraisal; an upheld appeal to the data leads to a new run first. */
export const appealAnswered = eventType(
  'cycles.appeal_answered',
  z.strictObject({
    ...cycleName,
    appraisalId: identifier,
    personId: identifier,
    outcome: z.enum(['upheld', 'dismissed']),
  }),
);
/** Late data that were approved made another result; told to whoever the appraisal waits for, and to the person once they had seen it. Never the scores. */
export const resultsRescored = eventType(
  'cycles.results_rescored',
  z.strictObject({
    ...cycleName,
    people: z
      .array(z.strictObject({ appraisalId: identifier, personId: identifier, toPersonIds: z.array(identifier).max(2) }))
      .max(1000),
  }),
);
export const acceptanceDeemed = eventType(
  'cycles.acceptance_deemed',
  z.strictObject({
    ...cycleName,
    people: z.array(z.strictObject({ personId: identifier, appraisalId: identifier })).max(1000),
  }),
);
export const reportPublished = eventType(
  'cycles.report_published',
  z.strictObject({ ...cycleName, toPersonIds: z.array(identifier).max(1000) }),
);
const plannedPeriod = {
  kind: cycleName.kind,
  periodFrom: cycleName.periodFrom,
  periodTo: cycleName.periodTo,
  toPersonIds: z.array(identifier).max(1000),
};
/** Two working days before a launch by the calendar: what the pre-launch check found. */
export const launchChecked = eventType(
  'cycles.launch_checked',
  z.strictObject({
    ...plannedPeriod,
    launchOn: z.iso.date(),
    people: z.int(),
    /** Things HR should look at; `blocking` of them stop the launch. */
    findings: z.int(),
    blocking: z.int(),
  }),
);
export const launchedByCalendar = eventType(
  'cycles.launched_by_calendar',
  z.strictObject({ ...plannedPeriod, cycleId: identifier, warnings: z.int() }),
);
/** Told once a day; the launch is tried again every hour. */
export const launchRefused = eventType('cycles.launch_refused', z.strictObject({ ...plannedPeriod, code: z.string() }));
/** Two working days before a report is due that is not out: what it waits for. */
export const reportAtRisk = eventType(
  'cycles.report_at_risk',
  z.strictObject({
    ...cycleName,
    reportDueAt: instant,
    state: z.string(),
    /** People who are not done, and tasks past their time. */
    unfinished: z.int(),
    late: z.int(),
    toPersonIds: z.array(identifier).max(1000),
  }),
);
/** Something moved on the cycle's board: screens that watch it read again. */
export const boardChanged = eventType('cycles.board_changed', z.strictObject({ cycleId: identifier }));
export const cycleStateChanged = eventType(
  'cycles.state_changed',
  z.strictObject({ ...cycleName, from: z.string(), to: z.string(), toPersonIds: z.array(identifier).max(1000) }),
);
