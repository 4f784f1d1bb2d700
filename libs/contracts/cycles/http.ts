import { z } from 'zod';
import { isSpan } from '../../domain/calendar/span.js';
import { appealGrounds, appealOutcomes } from '../../domain/cycle/appeals.js';
import {
  appraisalStates,
  cycleStates,
  returnTargets,
  routeStages,
  taskOutcomes,
  taskStages,
  verbs,
} from '../../domain/cycle/stages.js';
import { auditEntry } from '../audit/messages.js';
import { collectionState, lineEvidence as evidenceMessage } from '../metrics/messages.js';
import { fileReference, operation, page, pageQuery } from '../route.js';
import {
  code,
  cycleKind,
  decimalString,
  identifier,
  instant,
  isoDate,
  locale,
  localisedText,
  writtenText,
} from '../values.js';
import { calendarHttp } from './calendar.js';
import { calibrationHttp, gradeMove } from './calibration.js';
import { closingHttp } from './closing.js';

import { commentsHttp, madeComment } from './comments.js';

import { copiesHttp, madeCopy } from './copies.js';
import { decisionBatchesHttp } from './decision-batches.js';
import { handingOver, handoversHttp, madeHandover } from './handovers.js';
import { homeHttp } from './home.js';
import { lateDataHttp } from './late-data.js';
import { launchPlansHttp } from './launch-plans.js';
import { cycleParams, periodDates, personName } from './parts.js';
import { routesHttp } from './routes.js';
import { statisticsHttp } from './statistics.js';
import { substitutionsHttp } from './substitutions.js';
import { urgingHttp } from './urging.js';
import { withdrawable, withdrawalsHttp } from './withdrawals.js';

export { holidays } from './calendar.js';
export type {
  CalibratedPerson,
  CalibrationGroup,
  CalibrationRuleSettings,
  CalibrationRulesOfKind,
  CalibrationSession,
  GradeMove,
  Leniency,
} from './calibration.js';
export {
  type ClosingException,
  type ClosingExceptionKind,
  closingExceptionKinds,
  type PayrollFile,
} from './closing.js';
export type { ReceivedCopy } from './copies.js';
export { type BatchDecision, type DecisionBatch, mostDecidedWhileWaiting } from './decision-batches.js';
export type { NextDate, OwnAppraisal, RunningCycle, TaskHolder } from './home.js';
export type { LateDataEffects, LateDataRequest } from './late-data.js';
export type { LaunchPlan } from './launch-plans.js';
export type { Colleague } from './parts.js';
export type { CompanyRouteOfKind, CompanyRouteSettings } from './routes.js';
export { type HeatOrder, heatOrders } from './statistics.js';
export type { Substitution } from './substitutions.js';

const span = z.string().refine(isSpan, { error: 'working days as "WD3" or an ISO 8601 length as "PT20S"' });
const version = z.int().min(1);
const taskStage = z.enum(taskStages);
const appraisalState = z.enum(appraisalStates);
const routeStage = z.enum(routeStages);
const cycleState = z.enum(cycleStates);

// ---- launch ----------------------------------------------------------------------------------------------------------

/** Windows of a human stage: reminders and escalation count from the task's opening, like the window. */
export const stageWindows = z.strictObject({
  stage: taskStage,
  window: span,
  reminders: z.array(span).max(5),
  escalateAfter: span.nullable(),
});
export type StageWindows = z.infer<typeof stageWindows>;
/** What a cycle changes about the company's route of its kind. */
export const routeSettings = z.strictObject({
  /** Cut-off, counted from the period's last day. As a length ("PT30S") it counts from the launch. */
  cutOff: span.optional(),
  stages: z.array(stageWindows).max(taskStages.length).optional(),
});
export type RouteSettings = z.infer<typeof routeSettings>;

const population = {
  kind: cycleKind,
  /** First day of the period; its end follows from the kind. */
  periodFrom: isoDate,
  /** Empty or left out: the whole company. */
  departmentIds: z.array(identifier).max(500).optional(),
};

/** `blocks`: the launch is refused. `warns`: the launch goes on once accepted. */
export const launchFinding = z.strictObject({
  code: z.enum([
    'person_without_standard',
    'person_without_manager',
    'person_without_target',
    'source_not_configured',
    'source_without_owner',
    'nobody_to_appraise',
    'calendar_year_not_loaded',
    'cycle_exists',
  ]),
  severity: z.enum(['blocks', 'warns']),
  person: personName.nullable(),
  sourceId: code.nullable(),
  /** KPIs without a period target. */
  kpiIds: z.array(code),
});
export type LaunchFinding = z.infer<typeof launchFinding>;

const deadlines = z.strictObject({
  cutOffAt: instant,
  reportDueAt: instant,
  /** A year of the calendar is not loaded: weekends alone were counted. */
  provisional: z.boolean(),
});

// ---- cycle -----------------------------------------------------------------------------------------------------------

const cycleSummary = z.strictObject({
  cycleId: identifier,
  kind: cycleKind,
  period: periodDates,
  state: cycleState,
  pausedAt: instant.nullable(),
  version,
  people: z.int(),
  /** Acknowledged, deemed or further. */
  finished: z.int(),
  late: z.int(),
  launchedAt: instant,
  owner: personName,
});
export type CycleSummary = z.infer<typeof cycleSummary>;

const stageCount = z.strictObject({ stage: appraisalState, people: z.int() });
const openTasks = z.strictObject({
  stage: taskStage,
  open: z.int(),
  late: z.int(),
  done: z.int(),
  nextDueAt: instant.nullable(),
});

const cycleDetail = z.strictObject({
  ...cycleSummary.shape,
  timeZone: z.string(),
  deadlines,
  /** The route as data: each stage with its windows. */
  route: z.strictObject({
    stages: z.array(z.strictObject({ stage: routeStage, windows: stageWindows.omit({ stage: true }).nullable() })),
  }),
  /** Where the people stand. */
  stages: z.array(stageCount),
  /** How the tasks stand. */
  tasks: z.array(openTasks),
  /** Open tasks past their due time by assignee, the latest first; at most 200, `late` counts all. */
  latePeople: z.array(z.strictObject({ ...personName.shape, stage: taskStage, count: z.int(), dueAt: instant })),
  sources: z.array(collectionState),
  cohorts: z.array(z.strictObject({ cohortNo: z.int(), people: z.int(), finished: z.int(), blocked: z.int() })),
  frozenAt: instant.nullable(),
  signedOffAt: instant.nullable(),
  closedAt: instant.nullable(),
  cancelledReason: z.string().nullable(),
  /** What the reader may do here. */
  commands: z.array(z.enum(['extend', 'pause', 'resume', 'cancel', 'exclude_person', 'add_person'])),
});
export type CycleDetail = z.infer<typeof cycleDetail>;

const progress = z.strictObject({
  cycleId: identifier,
  state: cycleState,
  pausedAt: instant.nullable(),
  people: z.int(),
  finished: z.int(),
  stages: z.array(stageCount),
});

const reason = writtenText(1000);
const commandReply = z.strictObject({ cycleId: identifier, state: cycleState, pausedAt: instant.nullable(), version });

// ---- tasks -----------------------------------------------------------------------------------------------------------

/** `missing_data`: a line has no figures of its own; `big_change`: ten points or more from the period before; `adjusted`: somebody moved a line; `returned`: it has been sent back before. */
export const taskMarks = ['missing_data', 'big_change', 'adjusted', 'returned'] as const;

export const dueGroups = ['overdue', 'today', 'this_week', 'later'] as const;

const task = z.strictObject({
  taskId: identifier,
  stage: taskStage,
  cycleId: identifier,
  kind: cycleKind,
  period: periodDates,
  /** The person it is about; null: a task of the cycle itself (a source's sign-off, the cycle's sign-off). */
  person: z
    .strictObject({
      ...personName.shape,
      employeeCode: z.string(),
      departmentNames: localisedText,
      positionNames: localisedText,
    })
    .nullable(),
  appraisalId: identifier.nullable(),
  sourceId: code.nullable(),
  /** Of a calibration session. */
  calibration: z.strictObject({ groupId: identifier, departmentNames: localisedText }).nullable(),
  assignee: personName,
  /** While it is delegated: whom it comes back to. */
  delegatedBy: personName.nullable(),
  openedAt: instant,
  dueAt: instant,
  /** In the company's time zone, weeks from Monday. */
  group: z.enum(dueGroups),
  closedAt: instant.nullable(),
  outcome: z.enum(taskOutcomes).nullable(),
  round: z.int(),
  /** Send it back as `If-Match`. */
  version,
  /** What the reader may do with it; empty when it is not theirs. */
  verbs: z.array(z.enum(verbs)),
  /** Where `return` may lead. */
  returnTargets: z.array(z.enum(returnTargets)),
  /** The reader may give it to somebody else. */
  mayTransfer: z.boolean(),
  /** Total and grade as they stand; null until released to the reader. */
  total: z.string().nullable(),
  grade: z.string().nullable(),
  /** The person's total of the cycle before of the same kind; null: there is none, or the reader may not see it. */
  previousTotal: z.string().nullable(),
  /** Why it deserves a look before it is approved with others. */
  marks: z.array(z.enum(taskMarks)),
});
export type Task = z.infer<typeof task>;

const taskParams = z.strictObject({ taskId: identifier });
const comment = writtenText(2000).optional();
const kpiLine = { segmentNo: z.int().min(1), kpiId: code };

export const decisionBody = z.discriminatedUnion('verb', [
  /** In the person's own words, before anybody reviews them. */
  z.strictObject({
    verb: z.literal('submit_self_review'),
    achievements: writtenText(4000),
    difficulties: writtenText(4000).optional(),
    plans: writtenText(4000).optional(),
  }),
  z.strictObject({
    verb: z.literal('approve'),
    adjustments: z
      .array(z.strictObject({ ...kpiLine, score: decimalString, reason }))
      .max(100)
      .optional(),
    comment,
  }),
  z.strictObject({ verb: z.literal('return'), toStage: z.enum(returnTargets), reason }),
  z.strictObject({
    verb: z.literal('record_interview'),
    strengths: writtenText(4000),
    weaknesses: writtenText(4000),
    directions: writtenText(4000),
    actions: z.array(z.strictObject({ text: writtenText(1000), ownerPersonId: identifier, dueOn: isoDate })).max(20),
  }),
  z.strictObject({ verb: z.literal('acknowledge'), comment }),
  /** Against one line of one's own result: a figure it was made of, which may be named, or the rule that judges it. */
  z.strictObject({
    verb: z.literal('appeal'),
    ...kpiLine,
    ground: z.enum(appealGrounds),
    observationId: identifier.optional(),
    reason: writtenText(4000),
  }),
  /** To the rule: with what the line scores instead. To the data: the row is put right and the line computed anew. */
  z.strictObject({ verb: z.literal('uphold'), answer: writtenText(4000), score: decimalString.optional() }),
  z.strictObject({ verb: z.literal('dismiss'), answer: writtenText(4000) }),
  z.strictObject({
    verb: z.literal('resolve_gap'),
    exclusions: z
      .array(z.strictObject({ ...kpiLine, reason }))
      .min(1)
      .max(100),
  }),
  z.strictObject({ verb: z.literal('recheck_done'), note: reason }),
  z.strictObject({ verb: z.literal('sign_off'), comment }),
]);
export type DecisionBody = z.infer<typeof decisionBody>;

const decisionReply = z.strictObject({
  decisionId: identifier,
  taskId: identifier,
  cycleId: identifier,
  appraisal: z
    .strictObject({
      appraisalId: identifier,
      stage: appraisalState,
      round: z.int(),
      version,
      total: z.string().nullable(),
      grade: z.string().nullable(),
    })
    .nullable(),
  nextTask: z.strictObject({ taskId: identifier, stage: taskStage, assigneeId: identifier, dueAt: instant }).nullable(),
});
export type DecisionReply = z.infer<typeof decisionReply>;

// ---- appraisals ------------------------------------------------------------------------------------------------------

const appraisalRow = z.strictObject({
  appraisalId: identifier,
  cycleId: identifier,
  kind: cycleKind,
  period: periodDates,
  person: z.strictObject({
    ...personName.shape,
    employeeCode: z.string(),
    departmentNames: localisedText,
    positionNames: localisedText,
  }),
  manager: personName.nullable(),
  stage: appraisalState,
  round: z.int(),
  version,
  cohortNo: z.int(),
  /** null until there is one, or until it is released to the reader. */
  total: z.string().nullable(),
  grade: z.string().nullable(),
  /** The grade before calibration moved it; null: it stands as it came of the score. */
  calibratedFrom: z.string().nullable(),
  released: z.boolean(),
});
export type AppraisalRow = z.infer<typeof appraisalRow>;

const adjustment = z.strictObject({
  ...kpiLine,
  scoreBefore: z.string(),
  scoreAfter: z.string(),
  reason: z.string(),
  by: personName,
  at: instant,
});

const sheetLine = z.strictObject({
  segmentNo: z.int(),
  kpiId: code,
  dimension: z.string().nullable(),
  names: localisedText,
  unit: z.string(),
  sourceId: z.string(),
  model: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  target: z.string().nullable(),
  actual: z.string().nullable(),
  rawWeight: z.string(),
  /** Unrounded, in per cent. */
  effectiveWeight: z.string(),
  floor: z.string(),
  cap: z.string(),
  /** As computed, unrounded; and as shown. */
  score: z.string().nullable(),
  shown: z.string().nullable(),
  /** What counts now: the adjusted score where there is one. */
  scoreNow: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  explanation: z.record(z.string(), z.unknown()).nullable(),
  evidenceCount: z.int(),
  adjustment: adjustment.omit({ segmentNo: true, kpiId: true }).nullable(),
});
export type SheetLine = z.infer<typeof sheetLine>;

const sheetSegment = z.strictObject({
  segmentNo: z.int(),
  from: isoDate,
  to: isoDate,
  days: z.int(),
  positionId: code,
  standardId: code,
  standardVersion: z.int(),
  counted: z.boolean(),
  score: z.string().nullable(),
  sumRaw: z.string(),
  adjustmentLimit: z.string(),
});

const interview = z.strictObject({
  strengths: z.string(),
  weaknesses: z.string(),
  directions: z.string(),
  actions: z.array(z.strictObject({ text: z.string(), owner: personName, dueOn: isoDate })),
  by: personName,
  at: instant,
  round: z.int(),
});

const madeDecision = z.strictObject({
  decisionId: identifier,
  stage: taskStage,
  round: z.int(),
  verb: z.enum(taskOutcomes),
  /** null: the system, by a deadline. */
  by: personName.nullable(),
  /** Whom they stood in for. */
  insteadOf: personName.nullable(),
  at: instant,
  openedAt: instant,
  /** A later return made it void, or whoever made it took it back; it stays in the history. */
  voided: z.boolean(),
  withdrawn: z.strictObject({ at: instant, reason: z.string().nullable() }).nullable(),
  comment: z.string().nullable(),
});

const appeal = z.strictObject({
  appealId: identifier,
  ...kpiLine,
  /** 1, or 2 where somebody else was asked once more; then it is final. */
  instance: z.int(),
  /** Of which run's line. */
  runNo: z.int(),
  ground: z.enum(appealGrounds),
  sourceRow: z
    .strictObject({
      observationId: identifier,
      sourceId: code,
      datasetId: code,
      batchId: identifier,
      batchNo: z.int(),
      rowNo: z.int(),
    })
    .nullable(),
  reason: z.string(),
  at: instant,
  handler: personName,
  /** null: not answered yet, and with it everything below. */
  outcome: z.enum(appealOutcomes).nullable(),
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
  /** The run that an upheld appeal to the data led to. */
  rescoredRunNo: z.int().nullable(),
});
export type SheetAppeal = z.infer<typeof appeal>;

const sheet = z.strictObject({
  ...appraisalRow.shape,
  /** The stages of the cycle's route, in order. */
  routeStages: z.array(routeStage),
  runNo: z.int().nullable(),
  runId: identifier.nullable(),
  scoringRules: z.string().nullable(),
  /** Before adjustments. */
  computedTotal: z.string().nullable(),
  computedGrade: z.string().nullable(),
  totalUnrounded: z.string().nullable(),
  segments: z.array(sheetSegment),
  lines: z.array(sheetLine),
  blockedBy: z.array(z.strictObject({ segmentNo: z.int().nullable(), kpiId: code.nullable(), reason: z.string() })),
  selfReview: z
    .strictObject({
      achievements: z.string(),
      difficulties: z.string().nullable(),
      plans: z.string().nullable(),
      submittedAt: instant,
    })
    .nullable(),
  interview: interview.nullable(),
  /** Moves of the grade, in order, those that count no more among them. */
  gradeMoves: z.array(gradeMove),
  /** The session that was closed over it. */
  calibrated: z.strictObject({ by: personName, at: instant, comment: z.string().nullable() }).nullable(),
  acknowledgement: z
    .strictObject({ deemed: z.boolean(), by: personName.nullable(), at: instant, comment: z.string().nullable() })
    .nullable(),
  decisions: z.array(madeDecision),
  /** In order of time. */
  appeals: z.array(appeal),
  /** To whom it was shown beyond those who see it anyway; for those who oversee it. */
  copies: z.array(madeCopy),
  /** Who handed a task about it over to whom; for those who oversee it. */
  handovers: z.array(madeHandover),
  /** What was said about it that the reader may read. */
  comments: z.array(madeComment),
  mayComment: z.boolean(),
  withdrawable: withdrawable.nullable(),
  /** The reader may copy it to somebody. */
  mayCopy: z.boolean(),
  /** Earlier runs and rounds, which no longer count. */
  earlier: z.array(z.strictObject({ runNo: z.int(), total: z.string().nullable(), grade: z.string().nullable() })),
  openTask: z
    .strictObject({
      taskId: identifier,
      stage: taskStage,
      assignee: personName,
      openedAt: instant,
      dueAt: instant,
      verbs: z.array(z.enum(verbs)),
      /** The reader may ask its assignee to get on with it. */
      mayUrge: z.boolean(),
      /** While it is delegated: whom it comes back to. */
      delegatedBy: personName.nullable(),
      handingOver,
      /** Where `return` may lead. */
      returnTargets: z.array(z.enum(returnTargets)),
    })
    .nullable(),
});
export type AppraisalSheet = z.infer<typeof sheet>;

const appraisalParams = z.strictObject({ appraisalId: identifier });
const evidencePage = evidenceMessage.reply;

const tracedLine = z.strictObject({
  runNo: z.int(),
  segmentNo: z.int(),
  kpiId: code,
  standardId: code,
  standardVersion: z.int(),
  actual: z.string().nullable(),
  score: z.string().nullable(),
  observations: z.int(),
  /** The first of them; the line's evidence lists all. */
  sourceRows: z.array(
    z.strictObject({
      observationId: identifier,
      sourceId: code,
      batchNo: z.int(),
      batchSha256: z.string(),
      rowNo: z.int(),
      value: z.string(),
    }),
  ),
});

const report = z.strictObject({
  reportId: identifier,
  cycleId: identifier,
  format: z.enum(['xlsx', 'pdf']),
  locale,
  name: z.string(),
  size: z.int(),
  createdAt: instant,
});

const signedIn = { allow: 'signed_in' } as const;
const hr = { allow: ['hr'] } as const;
const overseers = { allow: ['hr', 'auditor'] } as const;

export const cyclesHttp = {
  ...statisticsHttp,
  ...homeHttp,
  ...calibrationHttp,
  ...calendarHttp,
  ...launchPlansHttp,
  ...routesHttp,
  ...closingHttp,
  ...urgingHttp,
  ...decisionBatchesHttp,
  ...copiesHttp,
  ...lateDataHttp,
  ...handoversHttp,
  ...substitutionsHttp,
  ...commentsHttp,
  ...withdrawalsHttp,
  preLaunchCheck: operation({
    subject: 'cycles.preLaunchCheck',
    method: 'POST',
    path: '/pre-launch-checks',
    summary: 'Names everybody without a standard, manager, target or source before a cycle starts',
    policy: hr,
    body: z.strictObject({ ...population, route: routeSettings.optional() }),
    reply: z.strictObject({
      period: periodDates,
      people: z.int(),
      departments: z.int(),
      canLaunch: z.boolean(),
      findings: z.array(launchFinding),
      deadlines,
      /** When each stage's tasks would open and be due, if everybody takes the whole window. */
      plan: z.array(z.strictObject({ stage: taskStage, opensAt: instant, dueAt: instant })),
    }),
    timeoutMs: 60_000,
  }),
  launchCycle: operation({
    subject: 'cycles.launchCycle',
    method: 'POST',
    path: '/cycles',
    summary: 'Launches a cycle over a period',
    policy: hr,
    body: z.strictObject({
      ...population,
      route: routeSettings.optional(),
      /** The check's warnings have been read and are accepted. */
      acceptWarnings: z.boolean().default(false),
    }),
    reply: z.strictObject({ cycleId: identifier, state: cycleState, version, deadlines }),
    idempotent: true,
    timeoutMs: 60_000,
  }),
  listCycles: operation({
    subject: 'cycles.listCycles',
    method: 'GET',
    path: '/cycles',
    summary: 'Cycles the reader may see, the newest period first',
    policy: signedIn,
    query: z.strictObject({ ...pageQuery, kind: cycleKind.optional(), state: cycleState.optional() }),
    reply: page(cycleSummary),
  }),
  getCycle: operation({
    subject: 'cycles.getCycle',
    method: 'GET',
    path: '/cycles/:cycleId',
    summary: "A cycle's board: stages with counts, who is late, sources, cohorts, deadlines",
    policy: signedIn,
    params: cycleParams,
    reply: cycleDetail,
  }),
  cycleProgress: operation({
    subject: 'cycles.cycleProgress',
    method: 'GET',
    path: '/cycles/:cycleId/progress',
    summary: 'How far a cycle is: small enough to ask every second while it launches',
    policy: signedIn,
    params: cycleParams,
    reply: progress,
  }),
  extendStage: operation({
    subject: 'cycles.extendStage',
    method: 'POST',
    path: '/cycles/:cycleId/extensions',
    summary: 'Gives a stage more working days, with the reason',
    policy: hr,
    params: cycleParams,
    body: z.strictObject({ stage: taskStage, days: z.int().min(1).max(60), reason }),
    reply: commandReply,
    idempotent: true,
    timeoutMs: 20_000,
  }),
  pauseCycle: operation({
    subject: 'cycles.pauseCycle',
    method: 'POST',
    path: '/cycles/:cycleId/pause',
    summary: 'Stops the clock of a cycle',
    policy: hr,
    params: cycleParams,
    body: z.strictObject({ reason }),
    reply: commandReply,
    idempotent: true,
    timeoutMs: 20_000,
  }),
  resumeCycle: operation({
    subject: 'cycles.resumeCycle',
    method: 'POST',
    path: '/cycles/:cycleId/resume',
    summary: 'Lets a paused cycle go on; its deadlines move by the time it rested',
    policy: hr,
    params: cycleParams,
    body: z.strictObject({}),
    reply: commandReply,
    idempotent: true,
    timeoutMs: 20_000,
  }),
  cancelCycle: operation({
    subject: 'cycles.cancelCycle',
    method: 'POST',
    path: '/cycles/:cycleId/cancellation',
    summary: 'Ends a cycle without a result, with the reason',
    policy: hr,
    params: cycleParams,
    body: z.strictObject({ reason }),
    reply: commandReply,
    idempotent: true,
    timeoutMs: 20_000,
  }),
  excludePerson: operation({
    subject: 'cycles.excludePerson',
    method: 'POST',
    path: '/cycles/:cycleId/excluded-people',
    summary: 'Takes a person out of a running cycle, with the reason',
    policy: hr,
    params: cycleParams,
    body: z.strictObject({ personId: identifier, reason }),
    reply: commandReply,
    idempotent: true,
    timeoutMs: 20_000,
  }),
  addPerson: operation({
    subject: 'cycles.addPerson',
    method: 'POST',
    path: '/cycles/:cycleId/people',
    summary: 'Brings a person into a running cycle, with the reason',
    policy: hr,
    params: cycleParams,
    body: z.strictObject({ personId: identifier, reason }),
    reply: commandReply,
    idempotent: true,
    timeoutMs: 60_000,
  }),
  listTasks: operation({
    subject: 'cycles.listTasks',
    method: 'GET',
    path: '/tasks',
    summary:
      "The reader's tasks by due time (`open`: to do, `done`: done, `started`: what others do next after the reader's decision); groups count all of them, not the page",
    policy: signedIn,
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(['open', 'done', 'started']).default('open'),
      /** Part of a name, or the beginning of an employee code. */
      search: z.string().trim().min(1).max(100).optional(),
      stage: taskStage.optional(),
      cycleId: identifier.optional(),
    }),
    reply: z.strictObject({
      items: z.array(task),
      next: z.string().nullable(),
      total: z.int(),
      groups: z.strictObject({ overdue: z.int(), today: z.int(), this_week: z.int(), later: z.int() }),
    }),
  }),
  getTask: operation({
    subject: 'cycles.getTask',
    method: 'GET',
    path: '/tasks/:taskId',
    summary: 'One task',
    policy: signedIn,
    params: taskParams,
    reply: task,
  }),
  decideTask: operation({
    subject: 'cycles.decideTask',
    method: 'POST',
    path: '/tasks/:taskId/decisions',
    summary: 'Decides a task: one transaction, answered after its commit',
    policy: signedIn,
    params: taskParams,
    body: decisionBody,
    reply: decisionReply,
    idempotent: true,
    ifMatch: true,
  }),
  decideBatch: operation({
    subject: 'cycles.decideBatch',
    method: 'POST',
    path: '/task-decisions',
    summary: 'Approves many tasks at once with one comment; a result per item',
    policy: signedIn,
    body: z.strictObject({
      items: z
        .array(z.strictObject({ taskId: identifier, version }))
        .min(1)
        .max(200),
      comment,
    }),
    reply: z.strictObject({
      approved: z.int(),
      refused: z.int(),
      results: z.array(
        z.strictObject({
          taskId: identifier,
          ok: z.boolean(),
          decision: decisionReply.nullable(),
          /** Code and text of the refusal. */
          code: z.string().nullable(),
          detail: z.string().nullable(),
        }),
      ),
    }),
    idempotent: true,
    timeoutMs: 30_000,
  }),
  listAppraisals: operation({
    subject: 'cycles.listAppraisals',
    method: 'GET',
    path: '/cycles/:cycleId/appraisals',
    summary: "A cycle's appraisals the reader may see, by employee code",
    policy: signedIn,
    params: cycleParams,
    query: z.strictObject({ ...pageQuery, stage: appraisalState.optional(), managerId: identifier.optional() }),
    reply: page(appraisalRow),
  }),
  listMyResults: operation({
    subject: 'cycles.listMyResults',
    method: 'GET',
    path: '/my/appraisals',
    summary: "The reader's own appraisals, the newest period first",
    policy: signedIn,
    query: z.strictObject(pageQuery),
    reply: page(appraisalRow),
  }),
  getAppraisal: operation({
    subject: 'cycles.getAppraisal',
    method: 'GET',
    path: '/appraisals/:appraisalId',
    summary: 'The sheet: every KPI with target, actual, weights, score, evidence and adjustments',
    policy: signedIn,
    params: appraisalParams,
    reply: sheet,
  }),
  lineEvidence: operation({
    subject: 'cycles.lineEvidence',
    method: 'GET',
    path: '/appraisals/:appraisalId/lines/:segmentNo/:kpiId/evidence',
    summary: 'The observations behind a line with their batch and source row',
    policy: signedIn,
    params: z.strictObject({ ...appraisalParams.shape, segmentNo: z.coerce.number().int().min(1), kpiId: code }),
    query: z.strictObject({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: evidencePage,
  }),
  appraisalTrace: operation({
    subject: 'cycles.appraisalTrace',
    method: 'GET',
    path: '/appraisals/:appraisalId/trace',
    summary: 'Who did what when, before and after, from which source row, under which standard version',
    policy: overseers,
    params: appraisalParams,
    query: z.strictObject({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    reply: z.strictObject({
      entries: z.array(auditEntry),
      decisions: z.array(madeDecision),
      adjustments: z.array(adjustment),
      lines: z.array(tracedLine),
      next: z.string().nullable(),
    }),
    timeoutMs: 20_000,
  }),
  scoreSheet: operation({
    subject: 'cycles.scoreSheet',
    method: 'GET',
    path: '/appraisals/:appraisalId/score-sheet.pdf',
    summary: 'The printed score sheet of one person',
    policy: signedIn,
    params: appraisalParams,
    reply: fileReference,
    transfer: 'download',
    timeoutMs: 30_000,
  }),
  evidencePack: operation({
    subject: 'cycles.evidencePack',
    method: 'GET',
    path: '/appraisals/:appraisalId/evidence-pack.zip',
    summary: 'All that stands behind one appraisal, as a ZIP file that `kaohe audit check-pack FILE` checks by itself',
    policy: overseers,
    params: appraisalParams,
    reply: fileReference,
    transfer: 'download',
    // Every observation and every link up to the next anchor is read.
    timeoutMs: 120_000,
  }),
  cohortEvidencePack: operation({
    subject: 'cycles.cohortEvidencePack',
    method: 'GET',
    path: '/cycles/:cycleId/cohorts/:cohortNo/evidence-pack.zip',
    summary:
      'All that stands behind the appraisals of one cohort of a cycle, checked by `kaohe audit check-pack FILE` too',
    policy: overseers,
    params: z.strictObject({ ...cycleParams.shape, cohortNo: z.coerce.number().int().min(0).max(100_000) }),
    reply: fileReference,
    transfer: 'download',
    // At most 500 people, each with a printed sheet.
    timeoutMs: 600_000,
  }),
  listReports: operation({
    subject: 'cycles.listReports',
    method: 'GET',
    path: '/cycles/:cycleId/reports',
    summary: "A cycle's published reports",
    policy: overseers,
    params: cycleParams,
    reply: z.strictObject({ items: z.array(report) }),
  }),
  cycleReport: operation({
    subject: 'cycles.cycleReport',
    method: 'GET',
    path: '/cycles/:cycleId/reports/:format',
    summary: "The cycle's report as a workbook or a printed document, in the reader's language",
    policy: overseers,
    params: z.strictObject({ ...cycleParams.shape, format: z.enum(['xlsx', 'pdf']) }),
    reply: fileReference,
    transfer: 'download',
    timeoutMs: 60_000,
  }),
} as const;
