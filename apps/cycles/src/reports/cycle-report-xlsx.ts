import { Decimal } from 'decimal.js';
import { type OutputCell, type OutputSheet, writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';
import type { CycleReport, RenderCycleReport } from './report-model.js';
import { lastDay, type ReportText, reportText } from './report-text.js';
import { departmentMeans, gradeCounts, medianTotal } from './statistics.js';

/** The cycle as a workbook: a summary, everybody's result, every score line, the sources, the rows not used. Numbers are number cells. */
export const renderCycleWorkbook: RenderCycleReport = (report, locale) => {
  const text = reportText(locale, report.timeZone, report.sourceNames);
  return writeWorkbook([
    summary(report, text),
    results(report, text),
    lines(report, text),
    sources(report, text),
    exceptions(report, text),
  ]);
};

/** Shown with two decimals; the sheet keeps up to fifteen significant digits, which is what a number cell can hold. */
const number = (decimal: string | null): OutputCell =>
  decimal === null ? null : { number: new Decimal(decimal).toSignificantDigits(15).toFixed(), format: '0.00' };
const count = (value: number): OutputCell => ({ number: String(value) });
const head = (text: ReportText, ...columns: string[]): string[] =>
  columns.map((column) => text.say(`column.${column}`));

function summary(report: CycleReport, text: ReportText): OutputSheet {
  const { period, people, decisions } = report;
  return {
    name: text.say('report.summary'),
    header: [text.say('report.title'), text.name(report.companyNames)],
    rows: [
      [text.say('report.documentNo'), report.documentNo],
      [text.say('report.period'), `${text.date(period.from)} – ${text.date(lastDay(period.to))}`],
      [text.say('report.generated'), text.instant(report.generatedAt)],
      [text.say('report.people'), count(people.length)],
      [text.say('report.scored'), count(people.filter((person) => person.total !== null).length)],
      [text.say('report.median'), number(medianTotal(people))],
      ...(['approved', 'adjusted', 'returned', 'deemed', 'excluded'] as const).map((each): OutputCell[] => [
        text.say(`report.${each}`),
        count(decisions[each]),
      ]),
      [{ bold: text.say('report.distribution') }, null],
      ...gradeCounts(people).map(({ grade, people: holders }): OutputCell[] => [grade, count(holders)]),
      [{ bold: text.say('report.departments') }, null],
      ...departmentMeans(people).map(({ department, mean }): OutputCell[] => [text.name(department), number(mean)]),
    ],
  };
}

function results(report: CycleReport, text: ReportText): OutputSheet {
  return {
    name: text.say('report.results'),
    header: head(
      text,
      'code',
      'name',
      'department',
      'position',
      'manager',
      'total',
      'totalBefore',
      'grade',
      'calibratedFrom',
      'run',
      'acknowledged',
    ),
    rows: report.people.map((person) => [
      person.employeeCode,
      person.name,
      text.name(person.departmentNames),
      text.name(person.positionNames),
      person.managerName,
      number(person.total),
      number(person.totalBeforeAdjustments),
      person.grade,
      person.calibratedFrom,
      person.runNo === null ? null : count(person.runNo),
      person.acknowledged === null ? null : text.say(`state.${person.acknowledged}`),
    ]),
  };
}

function lines(report: CycleReport, text: ReportText): OutputSheet {
  return {
    name: text.say('report.lines'),
    header: head(
      text,
      'code',
      'name',
      'segment',
      'kpi',
      'target',
      'actual',
      'rawWeight',
      'effectiveWeight',
      'score',
      'adjustedScore',
      'reason',
      'state',
      'evidence',
    ),
    rows: report.lines.map((line) => [
      line.employeeCode,
      line.name,
      count(line.segmentNo),
      text.name(line.names),
      number(line.target),
      number(line.actual),
      number(line.rawWeight),
      number(line.effectiveWeightPercent),
      number(line.score),
      number(line.adjustedScore),
      line.adjustmentReason,
      text.say(`state.${line.state}`),
      count(line.evidenceCount),
    ]),
  };
}

function sources(report: CycleReport, text: ReportText): OutputSheet {
  return {
    name: text.say('report.sources'),
    header: head(text, 'source', 'rows', 'observations', 'quarantined', 'reconciled', 'signedOffBy', 'signedOffAt'),
    rows: report.sources.map((source) => [
      text.source(source.sourceId),
      count(source.rows),
      count(source.observations),
      count(source.quarantined),
      text.say(`state.${source.reconciled === null ? 'unknown' : source.reconciled ? 'yes' : 'no'}`),
      source.signedOffByName,
      source.signedOffAt === null ? null : text.instant(source.signedOffAt),
    ]),
  };
}

function exceptions(report: CycleReport, text: ReportText): OutputSheet {
  return {
    name: text.say('report.exceptions'),
    header: head(text, 'source', 'reason', 'rows'),
    rows: report.exceptions.map((exception) => [
      text.source(exception.sourceId),
      text.say(`quarantine.${exception.reason}`),
      count(exception.rows),
    ]),
  };
}
