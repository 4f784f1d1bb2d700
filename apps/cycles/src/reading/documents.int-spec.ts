import { collectionExceptions, collectionStatus, sourceNames } from '../../../../libs/contracts/metrics/messages.js';
import { standardDocuments } from '../../../../libs/contracts/roles/messages.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { readFileContent } from '../../../../libs/platform/messaging/index.js';
import { readCycleReport } from './cycle-report.js';
import { DocumentsReading } from './documents-reading.js';
import { companyId, idOf, Office, people, salesStandard } from './testing/office.js';

describe('documents', () => {
  let office: Office;
  let cycleId: string;
  let appraisalId: string;
  let documents: DocumentsReading;

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-06T02:00:00Z');
    await office.addNames();
    documents = new DocumentsReading(office.ports);
    cycleId = await office.addCycle({ published_at: '2026-11-05T03:00:00Z', state: 'publishing' });
    appraisalId = await office.addAppraisal(cycleId, 'anna', {
      stage: 'acknowledged',
      run_no: 1,
      total: '91.48',
      grade: 'A',
      released_at: '2026-11-05T02:00:00Z',
    });
    await office.addResult(appraisalId, 1);
    await office.addAppraisal(cycleId, 'chen', { stage: 'excluded' });
    const approved = await office.addDecision(cycleId, appraisalId, {
      stage: 'manager_review',
      verb: 'approve',
      by: people.manager,
      at: '2026-11-04T03:00:00Z',
    });
    await office.insert('cycles.adjustment', {
      company_id: companyId,
      appraisal_id: appraisalId,
      decision_id: approved,
      run_no: 1,
      segment_no: 1,
      kpi_id: 'complaint_rate',
      score_before: '88',
      score_after: '96',
      reason: 'checked',
      by_person_id: people.manager,
      adjusted_at: '2026-11-04T03:00:00Z',
    });
    office.answers.set(standardDocuments.subject, () => ({ documents: [salesStandard()] }));
    office.answers.set(collectionStatus.subject, () => ({
      sources: [
        {
          sourceId: 'erp',
          batches: 1,
          rows: 3200,
          observations: 3100,
          quarantined: 100,
          lastLoadedAt: null,
          reconciled: false,
          signedOffAt: '2026-11-02T03:00:00.000Z',
          signedOffBy: people.dataOwner,
          frozenAt: null,
        },
      ],
    }));
    office.answers.set(sourceNames.subject, () => ({
      items: [{ sourceId: 'erp', names: { 'zh-Hant': '銷售系統', 'zh-Hans': '销售系统', en: 'Sales system' } }],
    }));
    office.answers.set(collectionExceptions.subject, () => ({
      reasons: [{ sourceId: 'erp', reason: 'unknown_person', rows: 12 }],
      reconciliations: [],
    }));
  }, 60_000);
  afterAll(() => office.close());
  beforeEach(() => office.rendered.splice(0));

  const contentOf = (fileId: string) =>
    inTransaction(office.database, { companyId }, async (transaction) =>
      (await readFileContent(transaction, 'cycles', companyId, fileId)).toString(),
    );

  describe('the score sheet', () => {
    const ask = (locale: string) =>
      documents.scoreSheet({ params: { appraisalId }, query: {}, body: {} }, office.call('anna', { locale }));

    test('is kept once, also when several ask for it at once', async () => {
      const files = await Promise.all([ask('en'), ask('en'), ask('en'), ask('en')]);
      expect(new Set(files.map(({ fileId }) => fileId)).size).toBe(1);
      expect(files[0]).toMatchObject({ name: 'KH-2026-10-E-anna-R1.en.pdf', contentType: 'application/pdf', size: 11 });
      expect(await contentOf(files[0]?.fileId ?? '')).toBe('sheet in en');
      expect(await office.query('select from cycles.file')).toHaveLength(1);
      office.rendered.splice(0);
      expect(await ask('en')).toEqual(files[0]);
      expect(office.rendered).toEqual([]);
    });

    test('is another file in another language', async () => {
      expect((await ask('zh-Hant')).name).toBe('KH-2026-10-E-anna-R1.zh-Hant.pdf');
      expect(office.rendered).toEqual(['sheet zh-Hant']);
    });

    test('is rendered anew once the appraisal has moved on', async () => {
      const before = await ask('en');
      await office.query('update cycles.appraisal set version = version + 1 where appraisal_id = $1', [appraisalId]);
      expect((await ask('en')).fileId).not.toBe(before.fileId);
    });

    test('is not there before anything was computed', async () => {
      const unscored = await office.addAppraisal(cycleId, 'bo', { stage: 'collecting' });
      await expect(
        documents.scoreSheet({ params: { appraisalId: unscored }, query: {}, body: {} }, office.call('hr')),
      ).rejects.toMatchObject({ status: 404, code: 'score_sheet.not_found' });
      await office.query('delete from cycles.appraisal where appraisal_id = $1', [unscored]);
    });
  });

  describe('the cycle report', () => {
    const ask = (locale: string, format: 'pdf' | 'xlsx' = 'pdf') =>
      documents.cycleReport({ params: { cycleId, format }, query: {}, body: {} }, office.call('auditor', { locale }));

    test('is not there before it is published', async () => {
      await expect(ask('en')).rejects.toMatchObject({ status: 404, code: 'cycle_report.not_found' });
      expect(await documents.listReports({ params: { cycleId }, query: {}, body: {} }, office.call('hr'))).toEqual({
        items: [],
      });
    });

    test('is the published file of the reader’s language, and nothing where there is none', async () => {
      for (const [locale, fileId] of [
        ['zh-Hant', idOf(600)],
        ['en', idOf(601)],
      ]) {
        await office.insert('cycles.report', {
          company_id: companyId,
          cycle_id: cycleId,
          format: 'pdf',
          locale,
          file_id: fileId,
          name: `KH-2026-10.${locale}.pdf`,
          size: 9,
        });
      }
      expect(await ask('zh-Hant')).toMatchObject({ fileId: idOf(600), name: 'KH-2026-10.zh-Hant.pdf' });
      expect(await ask('en')).toMatchObject({ fileId: idOf(601) });
      await expect(ask('en', 'xlsx')).rejects.toMatchObject({ status: 404, code: 'cycle_report.not_found' });
      const { items } = await documents.listReports({ params: { cycleId }, query: {}, body: {} }, office.call('hr'));
      expect(items.map(({ format, locale }) => `${format} ${locale}`).sort()).toEqual(['pdf en', 'pdf zh-Hant']);
    });

    test('holds everybody who stayed, with the sources and what was decided', async () => {
      const report = await readCycleReport(office.ports, { companyId, cycleId });
      expect(report).toMatchObject({
        documentNo: 'KH-2026-10',
        generatedAt: '2026-11-05T03:00:00.000Z',
        people: [{ name: 'anna', managerName: 'manager', total: '91.48', totalBeforeAdjustments: '91.48', runNo: 1 }],
        sourceNames: { erp: { en: 'Sales system' } },
        sources: [{ sourceId: 'erp', quarantined: 100, signedOffByName: 'dataOwner' }],
        exceptions: [{ sourceId: 'erp', reason: 'unknown_person', rows: 12 }],
        decisions: { approved: 1, returned: 0, adjusted: 1, deemed: 0, excluded: 1 },
      });
      expect(report.lines.map(({ kpiId, score, adjustedScore }) => [kpiId, score, adjustedScore])).toEqual([
        ['sales_completion', '92.345', null],
        ['complaint_rate', '88.00000000000000000001', '96'],
      ]);
    });
  });
});
