import { quarantineReasons } from '../../../../libs/contracts/metrics/source-config.js';
import { locales } from '../../../../libs/contracts/values.js';
import { readTable } from '../../../../libs/platform/spreadsheet/index.js';
import { renderCyclePdf } from './cycle-report-pdf.js';
import { renderCycleWorkbook } from './cycle-report-xlsx.js';
import { reportText } from './report-text.js';
import { renderScoreSheetPdf } from './score-sheet-pdf.js';
import { departmentMeans, gradeCounts, medianTotal } from './statistics.js';
import { sampleReport, sampleSheet } from './testing/sample.js';

const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

describe('the PDF of a score sheet', () => {
  test.each(locales)('fits two A4 pages with the CJK font embedded (%s)', async (locale) => {
    const pdf = await renderScoreSheetPdf(sampleSheet, locale);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect([1, 2]).toContain(pages(pdf));
    expect(pdf.toString('latin1')).toMatch(/FontFile2[\s\S]*NotoSansSC|NotoSansSC[\s\S]*FontFile2/);
  });
});

describe('the PDF of a cycle', () => {
  test('holds the charts page and as many pages as its people need', async () => {
    const pdf = await renderCyclePdf(sampleReport, 'zh-Hant');
    expect(pages(pdf)).toBeGreaterThanOrEqual(2);
    const twice = { ...sampleReport, people: [...sampleReport.people, ...sampleReport.people, ...sampleReport.people] };
    expect(pages(await renderCyclePdf(twice, 'zh-Hant'))).toBeGreaterThan(pages(pdf));
  });
});

describe('the workbook of a cycle', () => {
  test('opens with its summary and keeps text that looks like a formula as text', async () => {
    const workbook = await renderCycleWorkbook(sampleReport, 'en');
    const table = await readTable(workbook);
    expect(table.header).toEqual(['Appraisal cycle report', 'Sample company']);
    expect(table.rows.map((row) => row.cells)).toContainEqual(expect.arrayContaining(['People', '44']));
    expect(workbook.includes('<f>')).toBe(false);
  });

  test('shows beside a calibrated grade what it was', async () => {
    const { header, rows } = await readTable(await renderCycleWorkbook(sampleReport, 'en'), 'Results');
    const before = header.indexOf('Before calibration');
    expect(
      rows.filter(({ cells }) => cells[before]).map(({ cells }) => [cells[0], cells[before - 1], cells[before]]),
    ).toEqual([['E0007', 'C', 'B']]);
  });
});

describe('the words of a report', () => {
  test.each(locales)('say every key of English in %s too', (locale) => {
    const text = reportText(locale, 'Asia/Shanghai');
    for (const key of [
      'report.title',
      'sheet.deemed',
      'column.effectiveWeight',
      'state.missing_reweighted',
      'source.tickets',
      ...quarantineReasons.map((reason) => `quarantine.${reason}`),
    ]) {
      expect(text.say(key)).not.toBe(key);
    }
  });

  test('call a source what the company calls it, else what it is shipped as, else its id', () => {
    const text = reportText('en', 'Asia/Shanghai', sampleReport.sourceNames);
    expect(['erp', 'tickets', 'crm'].map(text.source)).toEqual(['Sales system', 'Tickets', 'crm']);
  });

  test('tell instants in the company’s zone and round half up', () => {
    const text = reportText('zh-Hant', 'Asia/Shanghai');
    expect(text.instant('2026-11-04T18:30:00Z')).toBe('2026年11月5日 02:30');
    expect(text.number('0.125')).toBe('0.13');
    expect(text.number(null)).toBe('—');
  });
});

describe('the figures of a cycle', () => {
  test('leave people without a total out', () => {
    expect(gradeCounts(sampleReport.people).reduce((sum, { people }) => sum + people, 0)).toBe(43);
    expect(medianTotal(sampleReport.people)).toBe('83');
    expect(departmentMeans(sampleReport.people).map(({ people }) => people)).toEqual([29, 14]);
  });
});
