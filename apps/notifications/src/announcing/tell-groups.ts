import * as cycles from '../../../../libs/contracts/cycles/events.js';
import { lateRowsHeld } from '../../../../libs/contracts/metrics/events.js';
import type { EventType, PayloadOf } from '../../../../libs/contracts/route.js';
import type { TaskStage } from '../../../../libs/domain/cycle/stages.js';
import type { GroupMessage, GroupNews } from './group-message.js';

type Told = { readonly message: GroupMessage; readonly cycleId: string; readonly part?: string };
interface Announced {
  readonly type: string;
  readonly tell: (payload: unknown) => Told[];
}
const announce = <E extends EventType>(event: E, tell: (payload: PayloadOf<E>) => Told[]): Announced => ({
  type: event.type,
  tell: (payload) => tell(event.payload.parse(payload) as PayloadOf<E>),
});

const periodOf = ({ kind, periodFrom }: { kind: 'month' | 'quarter' | 'year'; periodFrom: string }) => ({
  kind,
  from: periodFrom,
});

/** Stages whose work is everybody's at once; the others open one by one, and a group would hear of each. */
const reviewStages = new Set<string>([
  'self_review',
  'manager_review',
  'second_review',
  'interview',
  'acknowledgement',
] satisfies TaskStage[]);

interface Waiting {
  readonly stage: string;
  readonly dueAt: string;
}
/** The first time by which work of the stage is due. */
const firstDue = (assignees: readonly Waiting[], stage: string): string | undefined =>
  assignees
    .filter((assignee) => assignee.stage === stage)
    .map(({ dueAt }) => dueAt)
    .sort()[0];

const announced: readonly Announced[] = [
  announce(cycles.cycleStateChanged, (payload) => {
    const { cycleId, from, to } = payload;
    const period = periodOf(payload);
    if (from === 'launching' && to !== 'cancelled') return [{ cycleId, message: { type: 'cycle_launched', period } }];
    if (to === 'in_review') return [{ cycleId, message: { type: 'review_opened', period } }];
    if (to === 'closed') return [{ cycleId, message: { type: 'cycle_closed', period } }];
    if (to === 'cancelled') return [{ cycleId, message: { type: 'cycle_cancelled', period } }];
    return [];
  }),
  announce(cycles.tasksOpened, (payload) => {
    const dueAt = firstDue(payload.assignees, 'collect');
    const { cycleId } = payload;
    return dueAt ? [{ cycleId, message: { type: 'collection_opened', period: periodOf(payload), dueAt } }] : [];
  }),
  announce(cycles.tasksReminded, (payload) => {
    const { cycleId, assignees, reminderNo } = payload;
    const period = periodOf(payload);
    return [...new Set(assignees.map(({ stage }) => stage))].flatMap((stage): Told[] => {
      const dueAt = firstDue(assignees, stage);
      const part = `${stage}/${reminderNo}`;
      if (dueAt === undefined) return [];
      if (stage === 'collect') return [{ cycleId, part, message: { type: 'collection_closing', period, dueAt } }];
      if (reviewStages.has(stage))
        return [{ cycleId, part, message: { type: 'review_closing', period, stage, dueAt } }];
      return [];
    });
  }),
  announce(cycles.tasksEscalated, (payload) => {
    const { cycleId, stage } = payload;
    return [{ cycleId, part: stage, message: { type: 'cycle_late', period: periodOf(payload), stage } }];
  }),
  announce(cycles.reportPublished, (payload) => [
    { cycleId: payload.cycleId, message: { type: 'report_published', period: periodOf(payload) } },
  ]),
  announce(lateRowsHeld, ({ cycleId, sourceId }) => [
    { cycleId, part: sourceId, message: { type: 'late_rows_held', sourceId } },
  ]),
];

/** What groups are told of an event; nothing, where it concerns single people. */
export function tellGroups(type: string, payload: unknown): GroupNews[] {
  const known = announced.find((candidate) => candidate.type === type);
  return (known?.tell(payload) ?? []).map(({ message, cycleId, part }) => ({
    message,
    occasion: [message.type, cycleId, part].filter(Boolean).join('/'),
    link: `/cycles/${cycleId}`,
  }));
}
