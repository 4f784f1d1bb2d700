import { agents } from '../company/people.js';
import { unknownCode } from '../faults.js';
import { addDays, month } from '../month.js';
import { Random } from '../random.js';
import { levelOf, shareAt } from '../skill.js';
import { count, numbered, type OfficeSystem } from './records.js';
import { hoursLater, momentOn } from './times.js';

/** Nobody complained to this agent in October. */
const withoutComplaints = 'E0045';
/** Tickets the system's own figure counts and its list does not hold: merged into others after the month was closed. */
const mergedAfterClose = 9;

type Ticket = {
  readonly employeeCode: string;
  readonly kind: 'consultation' | 'complaint' | 'return';
  readonly receivedAt: string;
  readonly answeredAt: string | null;
  readonly solvedAt: string | null;
  readonly state: 'resolved' | 'open';
  readonly repeatsEarlier: boolean;
};

export function ticketsOf(seed: number): OfficeSystem {
  const sound = numbered(
    'TK',
    agents.flatMap(({ code }) => ticketsOfAgent(seed, code)),
  );
  const random = new Random(seed, 'tickets/faults');
  const ofNobody = Array.from({ length: 5 }, (_, index) => ({
    ...random.pick(sound),
    id: `TK9000${index + 1}`,
    employeeCode: unknownCode,
  }));
  const broken = new Set(sound.filter((ticket) => ticket.kind === 'consultation').slice(0, 2));
  const records = [...sound, ...ofNobody];
  return {
    month: month.from,
    collections: [
      {
        name: 'tickets',
        dateField: 'receivedAt',
        // A broken import: words where the time of the answer belongs.
        records: records.map((ticket) => (broken.has(ticket) ? { ...ticket, answeredAt: '两小时左右' } : ticket)),
        totals: {
          tickets_received: records.length + mergedAfterClose,
          tickets_resolved: count(records, (ticket) => ticket.state === 'resolved'),
          complaints_repeated: count(records, (ticket) => ticket.repeatsEarlier),
        },
      },
    ],
  };
}

function ticketsOfAgent(seed: number, code: string): Ticket[] {
  const random = new Random(seed, `tickets/${code}`);
  const complaints = code === withoutComplaints ? 0 : random.between(18, 26);
  const consultations = random.between(56, 64);
  const size = complaints + consultations + random.between(14, 22);
  const resolved = random.marks(size, Math.round((size * shareAt(950, levelOf(seed, code, 'resolution'))) / 1000));
  const repeats = repeatsFor(levelOf(seed, code, 'repeats'), size, complaints);
  return Array.from({ length: size }, (_, index) => {
    const kind = index < complaints ? 'complaint' : index < complaints + consultations ? 'consultation' : 'return';
    const receivedAt = momentOn(random, addDays(month.from, random.between(0, 28)), 0, 24);
    return {
      employeeCode: code,
      kind,
      receivedAt,
      answeredAt:
        kind === 'consultation'
          ? hoursLater(receivedAt, around(random, 2, levelOf(seed, code, 'response time')))
          : null,
      solvedAt:
        kind === 'complaint' && resolved[index]
          ? hoursLater(receivedAt, around(random, 48, levelOf(seed, code, 'solution time')))
          : null,
      state: resolved[index] ? 'resolved' : 'open',
      repeatsEarlier: index < repeats,
    };
  });
}

/** Three in a hundred at target; of a weaker agent customers complain again more often. */
const repeatsFor = (level: number, size: number, complaints: number): number =>
  Math.min(complaints, Math.max(0, Math.round((size * (30 + (1000 - level) / 8)) / 1000)));

/** Hours whose mean is the target divided by the level. */
const around = (random: Random, hours: number, level: number): number => (hours * random.between(300, 1700)) / level;
