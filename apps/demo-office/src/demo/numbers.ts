import { Decimal } from 'decimal.js';
import type { AppraisalSheet } from '../../../../libs/contracts/cycles/http.js';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import { joinerCode, people, transfer } from '../company/people.js';
import { hrOfficer } from '../company/staff.js';
import { expectedActuals } from '../expected/expected.js';
import { monthlyKpisOf } from '../expected/kpis.js';
import { month } from '../month.js';
import type { Office } from './office.js';

/** Kaohe's actuals have 34 digits, the SQL's at least 28: what agrees to 24 is the same figure. */
const digits = 24;

/** Holds every actual of every sheet against the figure computed straight from the sources. */
export async function compareNumbers(office: Office, sheets: readonly AppraisalSheet[], erpUrl: string): Promise<void> {
  const hr = await office.as(hrOfficer);
  const { items } = await hr.ask(rolesHttp.listStandards, { query: { on: month.lastDay } });
  const versions = await Promise.all(
    items.map(({ standardId, version }) => hr.ask(rolesHttp.getStandardVersion, { params: { standardId, version } })),
  );
  const kpis = versions.flatMap(({ document }) => monthlyKpisOf(document));
  const expected = await expectedActuals(erpUrl, office.settings.folder, kpis);
  const lines = new Map(
    sheets.flatMap((sheet) => sheet.lines.map((line) => [`${sheet.person.employeeCode} ${line.kpiId}`, line.actual])),
  );
  const wrong = expected.filter(
    (one) => !sameFigure(one.actual, lines.get(`${one.employeeCode} ${one.kpiId}`) ?? null),
  );
  const shown = wrong
    .slice(0, 5)
    .map(
      (one) =>
        `${one.employeeCode} ${one.kpiId}: ${one.actual} by SQL, ${lines.get(`${one.employeeCode} ${one.kpiId}`)}`,
    );
  office.board.check(
    'every actual equals the one computed by SQL straight from the sources',
    expected.length > 0 && wrong.length === 0,
    wrong.length === 0 ? `${expected.length} figures of ${people.length} people` : shown.join('; '),
  );
  checkSegments(office, sheets);
  sayScores(office, sheets);
}

export function sameFigure(expected: string | null, actual: string | null): boolean {
  if (expected === null || actual === null) return expected === actual;
  const [one, other] = [new Decimal(expected), new Decimal(actual)];
  return one.toSignificantDigits(digits).equals(other.toSignificantDigits(digits));
}

function checkSegments({ board }: Office, sheets: readonly AppraisalSheet[]): void {
  const of = (code: string) => sheets.find((sheet) => sheet.person.employeeCode === code);
  const joined = of(joinerCode)
    ?.segments.map((segment) => `${segment.from}, ${segment.days} days`)
    .join('; ');
  board.check('who joined on the 20th is measured from that day', joined === '2026-10-20, 12 days', joined);
  const manager = people.find((person) => person.code === transfer.managerCode);
  const reviewer = of(transfer.code)?.manager?.name;
  board.check('who moved team is reviewed by the new manager', reviewer === manager?.name, reviewer);
  const without = sheets.filter((sheet) => sheet.total === null).map((sheet) => sheet.person.employeeCode);
  board.check('everybody has a total', without.length === 0 && sheets.length === people.length, without.join());
}

function sayScores({ board }: Office, sheets: readonly AppraisalSheet[]): void {
  const grades = new Map<string, number>();
  for (const { grade } of sheets) grades.set(grade ?? '–', (grades.get(grade ?? '–') ?? 0) + 1);
  const totals = sheets.map((sheet) => Number(sheet.total)).sort((a, b) => a - b);
  const spread = `${totals.at(0)} to ${totals.at(-1)}, median ${totals.at(Math.floor(totals.length / 2))}`;
  board.say(
    `totals: ${spread}; grades ${[...grades]
      .sort()
      .map(([grade, n]) => `${grade} ${n}`)
      .join(', ')}`,
  );
}
