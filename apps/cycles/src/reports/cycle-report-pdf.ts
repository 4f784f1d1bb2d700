import type { Content } from 'pdfmake/interfaces.js';
import { barChart } from './charts.js';
import { pdfFont, pdfTable, renderPdf } from './pdf.js';
import type { CycleReport, RenderCycleReport } from './report-model.js';
import { lastDay, type ReportText, reportText } from './report-text.js';
import { departmentMeans, gradeCounts, medianTotal } from './statistics.js';

/** The cycle on paper: the figures, two charts with their numbers on them, everybody's result, the sources and what they held back. */
export const renderCyclePdf: RenderCycleReport = (report, locale) => {
  const text = reportText(locale, report.timeZone, report.sourceNames);
  const content = [
    ...heading(report, text),
    charts(report, text),
    results(report, text),
    sources(report, text),
    exceptions(report, text),
  ].flat();
  return renderPdf(
    { documentNo: report.documentNo, title: text.say('report.title'), source: report, content, landscape: true },
    text,
  );
};

function heading(report: CycleReport, text: ReportText): Content[] {
  const { decisions, people } = report;
  const figures: [string, string][] = [
    [text.say('report.people'), String(people.length)],
    [text.say('report.scored'), String(people.filter((person) => person.total !== null).length)],
    [text.say('report.median'), text.number(medianTotal(people))],
    ...(['approved', 'adjusted', 'returned', 'deemed', 'excluded'] as const).map((count): [string, string] => [
      text.say(`report.${count}`),
      String(decisions[count]),
    ]),
  ];
  return [
    { text: text.say('report.title'), style: 'title' },
    {
      text: `${text.name(report.companyNames)} · ${text.say(`report.${report.period.kind}`)} · ${text.date(report.period.from)} – ${text.date(lastDay(report.period.to))} · ${text.say('report.generated')} ${text.instant(report.generatedAt)}`,
      style: 'quiet',
      margin: [0, 2, 0, 10],
    },
    {
      columns: figures.map(([label, value]) => [
        { text: value, fontSize: 16, bold: true },
        { text: label, style: 'quiet' },
      ]),
    },
  ];
}

function charts(report: CycleReport, text: ReportText): Content {
  const size = { width: 370, height: 190 };
  const grades = gradeCounts(report.people).map(({ grade, people }) => ({ label: grade, value: people }));
  const departments = departmentMeans(report.people).map(({ department, mean }) => ({
    label: text.name(department),
    value: Number(mean),
  }));
  return {
    columnGap: 16,
    columns: [
      [{ text: text.say('report.distribution'), style: 'section' }, { svg: barChart(grades, size, pdfFont) }],
      [{ text: text.say('report.departments'), style: 'section' }, { svg: barChart(departments, size, pdfFont) }],
    ],
  };
}

function results(report: CycleReport, text: ReportText): Content[] {
  const header = [
    'code',
    'name',
    'department',
    'position',
    'manager',
    'total',
    'totalBefore',
    'grade',
    'run',
    'acknowledged',
  ].map((column) => text.say(`column.${column}`));
  const rows = report.people.map((person) => [
    person.employeeCode,
    person.name,
    text.name(person.departmentNames),
    text.name(person.positionNames),
    person.managerName ?? '—',
    text.number(person.total),
    text.number(person.totalBeforeAdjustments),
    graded(person, text),
    person.runNo === null ? '—' : String(person.runNo),
    person.acknowledged === null ? '—' : text.say(`state.${person.acknowledged}`),
  ]);
  return [
    { text: text.say('report.results'), style: 'section', pageBreak: 'before' },
    pdfTable(header, rows, [48, 70, '*', '*', 70, 50, 60, 40, 36, 80], [5, 6, 8]),
  ];
}

/** The grade that counts, with what it was before calibration moved it. */
const graded = ({ grade, calibratedFrom }: CycleReport['people'][number], text: ReportText): string =>
  calibratedFrom === null
    ? (grade ?? '—')
    : `${grade ?? '—'}\n${text.say('report.calibratedFrom', { grade: calibratedFrom })}`;

function sources(report: CycleReport, text: ReportText): Content[] {
  const header = ['source', 'rows', 'observations', 'quarantined', 'reconciled', 'signedOffBy', 'signedOffAt'].map(
    (column) => text.say(`column.${column}`),
  );
  const rows = report.sources.map((source) => [
    text.source(source.sourceId),
    String(source.rows),
    String(source.observations),
    String(source.quarantined),
    text.say(`state.${source.reconciled === null ? 'unknown' : source.reconciled ? 'yes' : 'no'}`),
    source.signedOffByName ?? '—',
    source.signedOffAt === null ? '—' : text.instant(source.signedOffAt),
  ]);
  return [
    { text: text.say('report.sources'), style: 'section' },
    pdfTable(header, rows, ['*', 60, 70, 70, 80, 100, 120], [1, 2, 3]),
  ];
}

function exceptions(report: CycleReport, text: ReportText): Content[] {
  const title: Content = { text: text.say('report.exceptions'), style: 'section' };
  if (report.exceptions.length === 0) return [title, { text: text.say('report.none') }];
  const header = ['source', 'reason', 'rows'].map((column) => text.say(`column.${column}`));
  const rows = report.exceptions.map((exception) => [
    text.source(exception.sourceId),
    text.say(`quarantine.${exception.reason}`),
    String(exception.rows),
  ]);
  return [title, pdfTable(header, rows, [120, '*', 60], [2])];
}
