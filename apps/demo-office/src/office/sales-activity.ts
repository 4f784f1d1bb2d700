import { joinerCode, salesPeople } from '../company/people.js';
import { firstDayOf } from '../erp/customers.js';
import { unknownCode } from '../faults.js';
import { month, workingDays } from '../month.js';
import { Random } from '../random.js';
import { levelOf, shareAt } from '../skill.js';
import { type Collection, count, numbered } from './records.js';

const channels = ['phone', 'wechat', 'visit', 'mail'] as const;

interface Touch {
  readonly id: string;
  readonly employeeCode: string;
  readonly filedOn: string;
  readonly touchedOn: string;
  readonly channel: string;
  readonly effective: boolean;
}

/** Some 800 attempts a person and month, of which about 80 reach somebody: only those are effective. */
export function touchesOf(seed: number): Collection {
  const sound = numbered(
    'T',
    salesPeople.flatMap(({ code }) => touchesOfPerson(seed, code)),
  );
  const random = new Random(seed, 'touches/faults');
  const shownTwice = new Set(Array.from({ length: 12 }, () => random.pick(sound)));
  const ofNobody = Array.from({ length: 7 }, (_, index) => ({
    ...random.pick(sound),
    id: `T9000${index + 1}`,
    employeeCode: unknownCode,
  }));
  // Entered on the 1st for the day before: the API answers by the day of entry.
  const ofSeptember = Array.from({ length: 3 }, (_, index) => ({
    ...random.pick(sound),
    id: `T9100${index + 1}`,
    filedOn: month.from,
    touchedOn: '2026-09-30',
  }));
  const shown = [...sound, ...shownTwice, ...ofNobody, ...ofSeptember];
  return {
    name: 'touches',
    dateField: 'filedOn',
    records: shown.map((touch) => ({ ...touch })),
    totals: { touches_effective: count(shown, (touch) => touch.effective) },
  };
}

function touchesOfPerson(seed: number, code: string): Omit<Touch, 'id'>[] {
  const random = new Random(seed, `touches/${code}`);
  const days = daysOf(code);
  const wanted = code === joinerCode ? 40 : 80;
  const effective = Math.round((wanted * levelOf(seed, code, 'touches')) / 1000);
  const attempts = Math.round((805 * days.length) / workingDays.length);
  return random.marks(attempts, effective).map((reached) => {
    const touchedOn = random.pick(days);
    return { employeeCode: code, filedOn: touchedOn, touchedOn, channel: random.pick(channels), effective: reached };
  });
}

export function leadsOf(seed: number): Collection {
  const leads = salesPeople.flatMap(({ code }) => {
    const random = new Random(seed, `leads/${code}`);
    const days = daysOf(code);
    const size = code === joinerCode ? random.between(10, 14) : random.between(28, 42);
    const won = Math.round((size * shareAt(200, levelOf(seed, code, 'funnel'))) / 1000);
    return random.marks(size, won).map((isWon) => ({
      employeeCode: code,
      qualifiedOn: random.pick(days),
      stage: isWon ? 'won' : random.pick(['open', 'lost']),
    }));
  });
  return {
    name: 'leads',
    dateField: 'qualifiedOn',
    records: numbered('L', leads),
    totals: { leads_qualified: leads.length, leads_won: count(leads, (lead) => lead.stage === 'won') },
  };
}

const daysOf = (code: string): readonly string[] => workingDays.filter((day) => day >= firstDayOf(code));
