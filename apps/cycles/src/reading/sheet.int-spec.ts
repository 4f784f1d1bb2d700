import { entriesOf } from '../../../../libs/contracts/audit/messages.js';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { lineEvidence, sourceNames } from '../../../../libs/contracts/metrics/messages.js';
import { contacts, standardDocuments } from '../../../../libs/contracts/roles/messages.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { AppraisalsReading } from './appraisals-reading.js';
import { readScoreSheet } from './score-sheet.js';
import { companyId, idOf, Office, people, salesStandard } from './testing/office.js';

/** An appraisal that was scored, sent back for its data, scored again, adjusted, talked about and accepted by silence. */
describe('a sheet', () => {
  let office: Office;
  let cycleId: string;
  let appraisalId: string;
  let appraisals: AppraisalsReading;

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-06T02:00:00Z');
    await office.addNames();
    appraisals = new AppraisalsReading(office.ports);
    cycleId = await office.addCycle();
    appraisalId = await office.addAppraisal(cycleId, 'anna', {
      stage: 'acknowledged',
      round: 2,
      version: 9,
      run_no: 2,
      total: '93.08',
      total_unrounded: '93.076',
      grade: 'A',
      released_at: '2026-11-05T02:00:00Z',
    });
    await office.addResult(appraisalId, 1, { total: '80.00', grade: 'B' });
    await office.addResult(appraisalId, 2);
    await office.addResult(await office.addAppraisal(cycleId, 'bo', { run_no: 1 }), 1);
    await decided();
    office.answers.set(sourceNames.subject, () => ({
      items: [{ sourceId: 'erp', names: { 'zh-Hant': '銷售系統', 'zh-Hans': '销售系统', en: 'Sales system' } }],
    }));
    office.answers.set(standardDocuments.subject, () => ({ documents: [salesStandard()] }));
  }, 60_000);
  afterAll(() => office.close());

  async function decided(): Promise<void> {
    const voided = { voided_at: '2026-11-03T04:00:00Z' };
    const ofSheet = { company_id: companyId, appraisal_id: appraisalId };
    const first = await office.addDecision(cycleId, appraisalId, {
      stage: 'manager_review',
      verb: 'approve',
      by: people.manager,
      at: '2026-11-03T03:00:00Z',
      ...voided,
    });
    const adjusted = { ...ofSheet, segment_no: 1, kpi_id: 'complaint_rate', by_person_id: people.manager };
    await office.insert('cycles.adjustment', {
      ...adjusted,
      decision_id: first,
      run_no: 1,
      score_before: '70',
      score_after: '75',
      reason: 'the first round',
      adjusted_at: '2026-11-03T03:00:00Z',
      ...voided,
    });
    await office.addDecision(cycleId, appraisalId, {
      stage: 'interview',
      verb: 'return',
      by: people.manager,
      at: '2026-11-03T04:00:00Z',
      comment: 'two complaints were another’s',
    });
    const second = await office.addDecision(cycleId, appraisalId, {
      stage: 'manager_review',
      verb: 'approve',
      by: people.manager,
      at: '2026-11-04T03:00:00Z',
      round: 2,
    });
    await office.insert('cycles.adjustment', {
      ...adjusted,
      decision_id: second,
      run_no: 2,
      score_before: '88',
      score_after: '96',
      reason: '兩件投訴屬物流原因，已由客服核實。',
      adjusted_at: '2026-11-04T03:00:00Z',
    });
    const talk = await office.addDecision(cycleId, appraisalId, {
      stage: 'interview',
      verb: 'record_interview',
      by: people.manager,
      at: '2026-11-05T02:00:00Z',
      round: 2,
    });
    await office.insert('cycles.interview', {
      ...ofSheet,
      decision_id: talk,
      round: 2,
      strengths: '回款及時，客戶關係穩定。',
      weaknesses: '新客戶觸達不足。',
      directions: '優化話術，提升溝通效率。',
      by_person_id: people.manager,
      recorded_at: '2026-11-05T02:00:00Z',
    });
    await office.insert('cycles.interview_action', {
      company_id: companyId,
      decision_id: talk,
      action_no: 1,
      text: '每週兩次話術演練',
      owner_person_id: people.anna,
      due_on: '2026-11-30',
    });
    const silence = await office.addDecision(cycleId, appraisalId, {
      stage: 'acknowledgement',
      verb: 'deemed',
      by: null,
      at: '2026-11-06T01:00:00Z',
      round: 2,
    });
    await office.insert('cycles.acknowledgement', {
      ...ofSheet,
      decision_id: silence,
      round: 2,
      deemed: true,
      acknowledged_at: '2026-11-06T01:00:00Z',
    });
  }

  const sheet = (who: 'anna' | 'manager') =>
    appraisals.sheet({ params: { appraisalId }, query: {}, body: {} }, office.call(who));

  test('is what its contract says', async () => {
    const { reply } = cyclesHttp.getAppraisal;
    expect(reply.parse(await sheet('anna'))).toEqual({ ...(await sheet('manager')), mayCopy: false });
  });

  test('shows the current run, every digit of it, and what a line counts for now', async () => {
    const { lines, segments, ...read } = await sheet('anna');
    expect(read).toMatchObject({
      runNo: 2,
      runId: idOf(702),
      total: '93.08',
      totalUnrounded: '93.076',
      computedTotal: '91.48',
      grade: 'A',
      earlier: [{ runNo: 1, total: '80.00', grade: 'B' }],
      openTask: null,
    });
    expect(segments).toMatchObject([{ standardId: 'sales', standardVersion: 1, sumRaw: '50', adjustmentLimit: '10' }]);
    expect(lines.map(({ kpiId, score, scoreNow }) => [kpiId, score, scoreNow])).toEqual([
      ['sales_completion', '92.345', '92.345'],
      ['complaint_rate', '88.00000000000000000001', '96'],
    ]);
    expect(lines[1]?.adjustment).toEqual({
      scoreBefore: '88',
      scoreAfter: '96',
      reason: '兩件投訴屬物流原因，已由客服核實。',
      by: { personId: people.manager, name: 'manager' },
      at: '2026-11-04T03:00:00.000Z',
    });
  });

  test('keeps the voided round in its history, marked, and out of what counts', async () => {
    const { decisions, interview, acknowledgement } = await sheet('anna');
    expect(decisions.map(({ verb, round, voided, by }) => [verb, round, voided, by?.name ?? null])).toEqual([
      ['approve', 1, true, 'manager'],
      ['return', 1, false, 'manager'],
      ['approve', 2, false, 'manager'],
      ['record_interview', 2, false, 'manager'],
      ['deemed', 2, false, null],
    ]);
    expect(interview).toMatchObject({ round: 2, actions: [{ owner: { name: 'anna' }, dueOn: '2026-11-30' }] });
    expect(acknowledgement).toEqual({ deemed: true, by: null, at: '2026-11-06T01:00:00.000Z', comment: null });
  });

  test('asks roles once for somebody the cycles do not know, and does without when roles is away', async () => {
    await office.query('delete from cycles.person_name where person_id = $1', [people.manager]);
    expect((await sheet('anna')).interview?.by.name).toBe('—');
    office.answers.set(contacts.subject, () => ({
      contacts: [{ personId: people.manager, name: '林主管', email: null, locale: 'en' }],
    }));
    expect((await sheet('anna')).interview?.by.name).toBe('林主管');
    office.answers.delete(contacts.subject);
    expect((await sheet('anna')).interview?.by.name).toBe('林主管');
    await office.query(`update cycles.person_name set name = 'manager' where person_id = $1`, [people.manager]);
  });

  test('the evidence of a line is that of the current run; another line is not there', async () => {
    office.answers.set(lineEvidence.subject, () => ({ items: [], next: null, total: 312 }));
    const read = (kpiId: string) =>
      appraisals.evidence(
        { params: { appraisalId, segmentNo: 1, kpiId }, query: { limit: 20, cursor: 'abc' }, body: {} },
        office.call('anna'),
      );
    expect(await read('sales_completion')).toEqual({ items: [], next: null, total: 312 });
    expect(office.asked.at(-1)).toEqual({
      subject: lineEvidence.subject,
      input: {
        runId: idOf(702),
        personId: people.anna,
        segmentNo: 1,
        kpiId: 'sales_completion',
        limit: 20,
        cursor: 'abc',
      },
    });
    await expect(read('somebody_elses')).rejects.toMatchObject({ status: 404, code: 'score_line.not_found' });
  });

  describe('and its trace', () => {
    const item = {
      observationId: idOf(800),
      sourceId: 'erp',
      batchNo: 3,
      batchSha256: 'ab'.repeat(32),
      rowNo: 17,
      value: '1200.50',
    };
    const entry = { entryId: idOf(801), action: 'appraisal.decided' };
    const trace = (cursor?: string) =>
      appraisals.trace(
        { params: { appraisalId }, query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) }, body: {} },
        office.call('auditor'),
      );

    beforeAll(() => {
      office.answers.set(entriesOf.subject, ({ after }: { after?: string }) => ({
        entries: [entry],
        next: after === undefined ? 'second' : null,
      }));
      office.answers.set(lineEvidence.subject, () => ({
        items: [{ ...item, inputId: 'sales_amount', occurredOn: '2026-10-05', sourceRow: {} }],
        next: null,
        total: 312,
      }));
    });

    test('joins the history, every decision and adjustment, and each run’s lines with their first source rows', async () => {
      const { decisions, adjustments, lines, entries, next } = await trace();
      expect({ entries, next }).toEqual({ entries: [entry], next: 'second' });
      expect(decisions).toHaveLength(5);
      expect(adjustments.map(({ scoreAfter, reason }) => [scoreAfter, reason.slice(0, 15)])).toEqual([
        ['75', 'the first round'],
        ['96', '兩件投訴屬物流原因，已由客服核'],
      ]);
      expect(lines.map(({ runNo, kpiId }) => [runNo, kpiId])).toEqual([
        [1, 'sales_completion'],
        [1, 'complaint_rate'],
        [2, 'sales_completion'],
        [2, 'complaint_rate'],
      ]);
      expect(lines[2]).toMatchObject({
        standardId: 'sales',
        standardVersion: 1,
        actual: '92.345',
        observations: 312,
        sourceRows: [item],
      });
    });

    test('goes on with the history alone', async () => {
      expect(await trace('second')).toEqual({
        entries: [entry],
        decisions: [],
        adjustments: [],
        lines: [],
        next: null,
      });
    });

    test('fails when metrics is away: a gap would look like an absence', async () => {
      office.answers.set(lineEvidence.subject, () => {
        throw new Problem(503, 'service.unavailable', 'metrics is away');
      });
      await expect(trace()).rejects.toMatchObject({ status: 503 });
    });
  });

  test('on paper says the same, with the duties of the position and everybody by name', async () => {
    const printed = await readScoreSheet(office.ports, { companyId, appraisalId });
    expect(printed).toMatchObject({
      documentNo: 'KH-2026-10-E-anna-R2',
      companyNames: { 'zh-Hant': '示範公司', 'zh-Hans': '示范公司', en: 'Sample company' },
      period: { kind: 'month', from: '2026-10-01', to: '2026-11-01' },
      managerName: 'manager',
      sourceNames: { erp: { en: 'Sales system' } },
      total: '93.08',
      totalBeforeAdjustments: '91.48',
      acknowledgement: { kind: 'deemed' },
      interview: { byName: 'manager', actions: [{ ownerName: 'anna', dueOn: '2026-11-30' }] },
    });
    const [segment] = printed.segments;
    expect(segment).toMatchObject({
      standardNames: { en: 'Sales' },
      positionNames: { en: 'Sales representative' },
      counted: true,
      // 92.345 × 0.8 + 96 × 0.2
      score: '93.076',
    });
    expect(segment?.lines[1]).toMatchObject({
      unit: '%',
      score: '88.00000000000000000001',
      effectiveWeightPercent: '20',
      adjustment: { from: '88', to: '96', byName: 'manager' },
    });
    expect(segment?.duties.map(({ expected }) => expected)).toEqual(['8–10', '5–8', '✓', '≥ 20 %', '≥ 98 %']);
  });
});
