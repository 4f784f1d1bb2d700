import type { Content } from 'pdfmake/interfaces.js';
import { pdfTable, renderPdf } from './pdf.js';
import type { RenderScoreSheet, ScoreSheet, SheetSegment } from './report-model.js';
import { lastDay, type ReportText, reportText } from './report-text.js';

/** One person's sheet: every KPI with target, actual, weights, score and evidence, then what people said about it. */
export const renderScoreSheetPdf: RenderScoreSheet = (sheet, locale) => {
  const text = reportText(locale, sheet.timeZone, sheet.sourceNames);
  const content = [
    heading(sheet, text),
    ...sheet.segments.flatMap((segment) => segmentPart(segment, text)),
    ...calibrationPart(sheet, text),
    ...selfReviewPart(sheet, text),
    ...interviewPart(sheet, text),
    { unbreakable: true, stack: [...acknowledgementPart(sheet, text), signatures(text)] },
  ];
  return renderPdf(
    { documentNo: sheet.documentNo, title: `${text.say('sheet.title')} ${sheet.name}`, source: sheet, content },
    text,
  );
};

function heading(sheet: ScoreSheet, text: ReportText): Content {
  const period = `${text.say(`report.${sheet.period.kind}`)} · ${text.date(sheet.period.from)} – ${text.date(lastDay(sheet.period.to))}`;
  const adjusted = sheet.totalBeforeAdjustments !== null && sheet.totalBeforeAdjustments !== sheet.total;
  return {
    columns: [
      [
        { text: text.say('sheet.title'), style: 'title' },
        { text: `${text.name(sheet.companyNames)} · ${period}`, style: 'quiet', margin: [0, 2, 0, 8] },
        { text: `${sheet.name}  ${sheet.employeeCode}`, fontSize: 12, bold: true },
        {
          text: `${text.say('sheet.position')}: ${text.name(sheet.positionNames)}   ${text.say('sheet.department')}: ${text.name(sheet.departmentNames)}`,
        },
        { text: `${text.say('sheet.manager')}: ${sheet.managerName ?? '—'}` },
        { text: text.say('sheet.run', { run: sheet.runNo, rules: sheet.scoringRules }), style: 'quiet' },
      ],
      {
        width: 150,
        alignment: 'right',
        stack: [
          { text: text.say('sheet.total'), style: 'quiet' },
          sheet.total === null
            ? { text: text.say('sheet.blocked'), bold: true }
            : { text: text.number(sheet.total), fontSize: 26, bold: true },
          ...(adjusted
            ? [
                {
                  text: text.say('sheet.totalBefore', { total: text.number(sheet.totalBeforeAdjustments) }),
                  style: 'quiet',
                },
              ]
            : []),
          ...(sheet.grade === null
            ? []
            : [{ text: `${text.say('sheet.grade')} ${sheet.grade}`, fontSize: 12, bold: true }]),
        ],
      },
    ],
  };
}

function segmentPart(segment: SheetSegment, text: ReportText): Content[] {
  const title = text.say('sheet.standard', {
    standard: text.name(segment.standardNames),
    version: segment.standardVersion,
  });
  const span = text.say('sheet.segment', {
    from: text.date(segment.from),
    to: text.date(lastDay(segment.to)),
    days: segment.days,
  });
  const header = ['kpi', 'target', 'actual', 'rawWeight', 'effectiveWeight', 'score', 'evidence', 'source'].map(
    (column) => text.say(`column.${column}`),
  );
  const rows = segment.lines.map((line) => [
    line.state === 'scored' ? text.name(line.names) : `${text.name(line.names)}\n${text.say(`state.${line.state}`)}`,
    withUnit(text.number(line.target), line.unit),
    withUnit(text.number(line.actual), line.unit),
    text.number(line.rawWeight),
    text.number(line.effectiveWeightPercent),
    text.number(line.adjustment?.to ?? line.score),
    String(line.evidenceCount),
    text.source(line.sourceId),
  ]);
  return [
    { text: title, style: 'section' },
    {
      text: `${text.name(segment.positionNames)} · ${span}${segment.counted ? '' : ` · ${text.say('sheet.notCounted')}`} · ${text.say('column.score')} ${text.number(segment.score)}`,
      style: 'quiet',
      margin: [0, 0, 0, 3],
    },
    pdfTable(header, rows, ['*', 58, 58, 48, 54, 42, 40, 52], [1, 2, 3, 4, 5, 6]),
    { text: text.say('sheet.weights', { sum: text.number(segment.sumRaw) }), style: 'quiet', margin: [0, 3, 0, 0] },
    ...adjustmentsPart(segment, text),
    ...dutiesPart(segment, text),
  ];
}

const withUnit = (value: string, unit: string): string => (value === '—' || unit === '' ? value : `${value} ${unit}`);

function adjustmentsPart(segment: SheetSegment, text: ReportText): Content[] {
  const adjusted = segment.lines.flatMap((line) => (line.adjustment ? [{ line, adjustment: line.adjustment }] : []));
  if (adjusted.length === 0) return [];
  const items = adjusted.map(({ line, adjustment }) =>
    text.say('sheet.adjustment', {
      kpi: text.name(line.names),
      from: text.number(adjustment.from),
      to: text.number(adjustment.to),
      name: adjustment.byName,
      at: text.instant(adjustment.at),
      reason: adjustment.reason,
    }),
  );
  return [{ text: text.say('sheet.adjustments'), style: 'section' }, { ul: items }];
}

function dutiesPart(segment: SheetSegment, text: ReportText): Content[] {
  if (segment.duties.length === 0) return [];
  const rows = segment.duties.map((duty) => [text.name(duty.names), duty.expected]);
  return [
    { text: text.say('sheet.duties'), style: 'section' },
    pdfTable([text.say('sheet.duties'), text.say('column.expected')], rows, ['*', 110], []),
  ];
}

function calibrationPart({ gradeMoves }: ScoreSheet, text: ReportText): Content[] {
  if (gradeMoves.length === 0) return [];
  const items = gradeMoves.map(({ from, to, byName, at, reason }) =>
    text.say('sheet.gradeMoved', { from, to, name: byName, at: text.instant(at), reason }),
  );
  return [{ text: text.say('sheet.calibration'), style: 'section' }, { ul: items }];
}

function selfReviewPart({ selfReview }: ScoreSheet, text: ReportText): Content[] {
  if (!selfReview) return [];
  const said = (['achievements', 'difficulties', 'plans'] as const).flatMap((part) =>
    selfReview[part] === null ? [] : [spoken(text.say(`sheet.${part}`), selfReview[part])],
  );
  const written = { text: text.say('sheet.selfReviewWritten', { at: text.instant(selfReview.at) }), style: 'quiet' };
  return [{ text: text.say('sheet.selfReview'), style: 'section' }, written, ...said];
}

const spoken = (title: string, words: string): Content => ({
  text: [{ text: `${title}  `, bold: true }, words],
  margin: [0, 2, 0, 0],
});

function interviewPart({ interview }: ScoreSheet, text: ReportText): Content[] {
  const said: Content[] = interview
    ? [
        {
          text: text.say('sheet.interviewHeld', { name: interview.byName, at: text.instant(interview.at) }),
          style: 'quiet',
        },
        ...(['strengths', 'weaknesses', 'directions'] as const).map((part) =>
          spoken(text.say(`sheet.${part}`), interview[part]),
        ),
        { text: text.say('sheet.actions'), bold: true, margin: [0, 2, 0, 0] },
        {
          ul: interview.actions.map((action) =>
            text.say('sheet.action', { text: action.text, owner: action.ownerName, due: text.date(action.dueOn) }),
          ),
        },
      ]
    : [{ text: text.say('sheet.noInterview') }];
  return [{ text: text.say('sheet.interview'), style: 'section' }, ...said];
}

function acknowledgementPart({ acknowledgement }: ScoreSheet, text: ReportText): Content[] {
  const answer = acknowledgement
    ? text.say(`sheet.${acknowledgement.kind}`, { at: text.instant(acknowledgement.at) })
    : text.say('sheet.notAcknowledged');
  return [
    { text: text.say('sheet.acknowledgement'), style: 'section' },
    { text: acknowledgement?.comment ? `${answer}\n${acknowledgement.comment}` : answer },
  ];
}

const signatures = (text: ReportText): Content => ({
  margin: [0, 34, 0, 0],
  columnGap: 24,
  columns: (['signEmployee', 'signManager', 'signHr'] as const).map((who) => [
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 150, y2: 0, lineWidth: 0.6 }] },
    { text: text.say(`sheet.${who}`), style: 'quiet', margin: [0, 2, 0, 0] },
  ]),
});
