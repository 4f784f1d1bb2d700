import * as cycles from '../../../../libs/contracts/cycles/events.js';
import { lateRowsHeld, scheduledFetchFailed } from '../../../../libs/contracts/metrics/events.js';
import type { EventType, PayloadOf } from '../../../../libs/contracts/route.js';
import type { Message, Period, Told } from './message.js';
import { robotFailed } from './tell-administrators.js';

/** What the words need beyond the event. */
export interface Needs {
  /** People who are spoken of by name. */
  readonly names: readonly string[];
  /** The source whose owners are told. */
  readonly ownersOf: string | null;
  /** The administrators are told. */
  readonly administrators: boolean;
}
export interface Known {
  readonly nameOf: (personId: string) => string;
  readonly sourceOwnerIds: readonly string[];
  readonly administratorIds: readonly string[];
}

/** An event that was understood: who is told what, one message a person however many tasks it is about. */
export interface Announcement {
  readonly needs: Needs;
  readonly tell: (known: Known) => Told[];
}

type HandedOver = Extract<Message, { type: 'tasks_handed_over' }>;

interface Announced {
  readonly type: string;
  /** Throws when the payload is not what its type promises. */
  readonly read: (payload: unknown) => Announcement;
}

function announce<E extends EventType>(
  event: E,
  tell: (payload: PayloadOf<E>, known: Known) => Told[],
  needs: (payload: PayloadOf<E>) => Partial<Needs> = () => ({}),
): Announced {
  return {
    type: event.type,
    read: (raw) => {
      const payload = event.payload.parse(raw) as PayloadOf<E>;
      return {
        needs: { names: [], ownersOf: null, administrators: false, ...needs(payload) },
        tell: (known) => tell(payload, known),
      };
    },
  };
}

const announced: readonly Announced[] = [
  announce(cycles.tasksOpened, (payload) => tellWaiting('tasks_opened', payload)),
  announce(cycles.tasksReminded, (payload) => tellWaiting('tasks_reminded', payload)),
  announce(
    cycles.tasksUrged,
    (payload, { nameOf }) =>
      payload.assignees.map(({ personId, ...group }) => ({
        personId,
        link: toDoList,
        message: {
          type: 'tasks_urged',
          period: periodOf(payload),
          byName: nameOf(payload.byPersonId),
          waiting: [group],
        },
      })),
    (payload) => ({ names: [payload.byPersonId] }),
  ),
  announce(
    cycles.tasksEscalated,
    (payload, { nameOf }) =>
      grouped(payload.escalations, (escalation) => escalation.toPersonId).map(([personId, escalations]) => ({
        personId,
        link: cycleLink(payload),
        message: {
          type: 'tasks_escalated',
          period: periodOf(payload),
          stage: payload.stage,
          late: escalations.map(({ latePersonId, count }) => ({ name: nameOf(latePersonId), count })),
        },
      })),
    (payload) => ({ names: payload.escalations.map(({ latePersonId }) => latePersonId) }),
  ),
  announce(
    cycles.appraisalReturned,
    (payload, { nameOf }) => {
      const [name, byName] = [nameOf(payload.personId), nameOf(payload.byPersonId)];
      const message: Message = { type: 'appraisal_returned', period: periodOf(payload), name, byName };
      return toEach(payload.toPersonIds, message, appraisalLink(payload));
    },
    (payload) => ({ names: [payload.personId, payload.byPersonId] }),
  ),
  announce(
    cycles.appraisalCopied,
    (payload, { nameOf }) => {
      const [name, byName] = [nameOf(payload.personId), nameOf(payload.byPersonId)];
      const message: Message = { type: 'appraisal_copied', period: periodOf(payload), name, byName };
      return toEach(payload.toPersonIds, message, appraisalLink(payload));
    },
    (payload) => ({ names: [payload.personId, payload.byPersonId] }),
  ),
  announce(
    cycles.appraisalCommented,
    (payload, { nameOf }) => {
      const [name, byName] = [nameOf(payload.personId), nameOf(payload.byPersonId)];
      const message: Message = { type: 'appraisal_commented', period: periodOf(payload), name, byName };
      return toEach(payload.toPersonIds, message, appraisalLink(payload));
    },
    (payload) => ({ names: [payload.personId, payload.byPersonId] }),
  ),
  announce(
    cycles.substituteNamed,
    ({ personId, substituteId, from, until }, { nameOf }) =>
      toEach([substituteId], { type: 'substitute_named', name: nameOf(personId), from, until }, toDoList),
    ({ personId }) => ({ names: [personId] }),
  ),
  announce(
    cycles.tasksHandedOver,
    ({ how, byPersonId, fromPersonId, toPersonId, stage, count, dueAt, ...cycle }, { nameOf }) => {
      const told = (personId: string, heard: HandedOver['how'], other: string): Told => ({
        personId,
        link: toDoList,
        message: {
          type: 'tasks_handed_over',
          period: periodOf(cycle),
          how: heard,
          byName: nameOf(other),
          waiting: [{ stage, count, dueAt }],
        },
      });
      if (how === 'followed')
        return [told(toPersonId, how, fromPersonId), told(fromPersonId, 'followed_away', toPersonId)];
      // Whoever acted knows; HR may have given away what somebody else held, and a task that is taken back is gone for whoever had it.
      const gone = how === 'taken_back' || how === 'withdrawn';
      const other = gone ? fromPersonId : toPersonId;
      const heard = [told(other, how, byPersonId ?? fromPersonId)];
      return byPersonId === fromPersonId || how !== 'transferred'
        ? heard
        : [...heard, told(fromPersonId, 'followed_away', toPersonId)];
    },
    (payload) => ({
      names: [payload.fromPersonId, payload.toPersonId, ...(payload.byPersonId ? [payload.byPersonId] : [])],
    }),
  ),
  announce(cycles.resultsReleased, (payload) =>
    payload.people.map((person) => ({
      personId: person.personId,
      link: appraisalLink(person),
      message: { type: 'results_released', period: periodOf(payload), dueAt: person.dueAt },
    })),
  ),
  announce(cycles.appealAnswered, (payload) =>
    toEach(
      [payload.personId],
      { type: 'appeal_answered', period: periodOf(payload), outcome: payload.outcome },
      appraisalLink(payload),
    ),
  ),
  announce(
    cycles.resultsRescored,
    (payload, { nameOf }) =>
      payload.people.flatMap(({ toPersonIds, ...about }) =>
        toPersonIds.map((personId) => ({
          personId,
          link: appraisalLink(about),
          message: {
            type: 'results_rescored' as const,
            period: periodOf(payload),
            name: nameOf(about.personId),
            own: personId === about.personId,
          },
        })),
      ),
    (payload) => ({ names: payload.people.map(({ personId }) => personId) }),
  ),
  announce(cycles.acceptanceDeemed, (payload) =>
    payload.people.map((person) => ({
      personId: person.personId,
      link: appraisalLink(person),
      message: { type: 'acceptance_deemed', period: periodOf(payload) },
    })),
  ),
  announce(cycles.reportPublished, (payload) =>
    toEach(payload.toPersonIds, { type: 'report_published', period: periodOf(payload) }, cycleLink(payload)),
  ),
  announce(cycles.cycleStateChanged, (payload) =>
    toEach(
      payload.toPersonIds,
      { type: 'cycle_state_changed', period: periodOf(payload), to: payload.to },
      cycleLink(payload),
    ),
  ),
  announce(cycles.launchChecked, ({ launchOn, people, findings, blocking, ...planned }) =>
    toEach(
      planned.toPersonIds,
      { type: 'launch_checked', period: periodOf(planned), launchOn, people, findings, blocking },
      launchLink(planned),
    ),
  ),
  announce(cycles.launchedByCalendar, ({ warnings, ...planned }) =>
    toEach(
      planned.toPersonIds,
      { type: 'launched_by_calendar', period: periodOf(planned), warnings },
      cycleLink(planned),
    ),
  ),
  announce(cycles.launchRefused, ({ code, ...planned }) =>
    toEach(planned.toPersonIds, { type: 'launch_refused', period: periodOf(planned), code }, launchLink(planned)),
  ),
  announce(cycles.reportAtRisk, ({ reportDueAt: dueAt, unfinished, late, ...cycle }) =>
    toEach(
      cycle.toPersonIds,
      { type: 'report_at_risk', period: periodOf(cycle), dueAt, unfinished, late },
      cycleLink(cycle),
    ),
  ),
  announce(
    lateRowsHeld,
    ({ cycleId, sourceId, rows }, { sourceOwnerIds }) =>
      toEach(sourceOwnerIds, { type: 'late_rows_held', sourceId, rows }, cycleLink({ cycleId })),
    ({ sourceId }) => ({ ownersOf: sourceId }),
  ),
  announce(
    scheduledFetchFailed,
    ({ sourceId, names, code }, { sourceOwnerIds }) =>
      toEach(sourceOwnerIds, { type: 'scheduled_fetch_failed', names, code }, `/sources/${sourceId}`),
    ({ sourceId }) => ({ ownersOf: sourceId }),
  ),
];

/** What this service tells of itself. */
const ownAnnounced: readonly Announced[] = [
  announce(
    robotFailed,
    ({ name, reason }, { administratorIds }) =>
      toEach(administratorIds, { type: 'robot_failed', name, reason }, '/administration/channels'),
    () => ({ administrators: true }),
  ),
];

export const announcedTypes: readonly string[] = announced.map(({ type }) => type);

export function readAnnouncement(type: string, payload: unknown): Announcement {
  const known = [...announced, ...ownAnnounced].find((candidate) => candidate.type === type);
  if (!known) throw new Error(`events of type ${type} are not announced`);
  return known.read(payload);
}

interface PeriodName {
  readonly kind: Period['kind'];
  readonly periodFrom: string;
}
const periodOf = ({ kind, periodFrom }: PeriodName): Period => ({ kind, from: periodFrom });
const cycleLink = ({ cycleId }: { cycleId: string }): string => `/cycles/${cycleId}`;
/** Where the pre-launch check names everything. */
const launchLink = ({ kind, periodFrom }: PeriodName): string => `/launch?kind=${kind}&from=${periodFrom}`;
const appraisalLink = ({ appraisalId }: { appraisalId: string }): string => `/appraisals/${appraisalId}`;
const toDoList = '/tasks';

interface Assignee {
  readonly personId: string;
  readonly stage: string;
  readonly count: number;
  readonly dueAt: string;
}
function tellWaiting(
  type: 'tasks_opened' | 'tasks_reminded',
  payload: PeriodName & { readonly assignees: readonly Assignee[] },
): Told[] {
  return grouped(payload.assignees, (assignee) => assignee.personId).map(([personId, assignees]) => ({
    personId,
    link: toDoList,
    message: {
      type,
      period: periodOf(payload),
      waiting: assignees.map(({ stage, count, dueAt }) => ({ stage, count, dueAt })),
    },
  }));
}

const toEach = (personIds: readonly string[], message: Message, link: string): Told[] =>
  [...new Set(personIds)].map((personId) => ({ personId, message, link }));

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
}
