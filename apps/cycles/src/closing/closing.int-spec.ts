import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { closingExceptionKinds } from '../../../../libs/contracts/cycles/http.js';
import { collectionExceptions, collectionStatus } from '../../../../libs/contracts/metrics/messages.js';
import type { FileReference } from '../../../../libs/contracts/route.js';
import { locales } from '../../../../libs/contracts/values.js';
import { taskStages } from '../../../../libs/domain/cycle/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { readFileContent } from '../../../../libs/platform/messaging/index.js';
import { signerOf } from '../../../../libs/platform/signing/index.js';
import { readSheets } from '../../../../libs/platform/spreadsheet/index.js';
import { readZip } from '../../../../libs/platform/zip/index.js';
import { companyId, idOf, Office, people, type Somebody } from '../reading/testing/office.js';
import { reportText } from '../reports/report-text.js';
import { codeOf } from '../testing/record-bench.js';
import { ClosingService } from './closing.service.js';

const signer = signerOf(randomBytes(32).toString('base64'));
let office: Office;
let cycleId: string;
let anna: string;
let closing: ClosingService;

beforeAll(async () => {
  office = await Office.open();
  await office.setClock('2026-11-06T02:00:00Z');
  await office.addNames();
  closing = new ClosingService(office.ports, signer);
  cycleId = await office.addCycle({ published_at: '2026-11-05T03:00:00Z', state: 'signing_off' });
  const finished = { stage: 'signed_off', released_at: '2026-11-05T02:00:00Z', grade: 'A', total: '91.48' };
  anna = await office.addAppraisal(cycleId, 'anna', { ...finished, run_no: 2, name: '=HYPERLINK("http://x")' });
  await office.addResult(anna, 1, { total: '90.1' });
  await office.addResult(anna, 2);
  await office.query(
    `update cycles.appraisal_line set state = 'excluded', score = null where appraisal_id = $1 and run_no = 2 and kpi_id = 'sales_completion'`,
    [anna],
  );
  const bo = await office.addAppraisal(cycleId, 'bo', { ...finished, run_no: 1 });
  await office.addResult(bo, 1);
  await office.addAppraisal(cycleId, 'chen', { stage: 'excluded' });
  await office.insert('cycles.command', {
    company_id: companyId,
    command_id: idOf(801),
    cycle_id: cycleId,
    by_account_id: idOf(900),
    by_person_id: people.hr,
    request_id: 'r',
    said: { kind: 'excludePerson', personId: people.chen, reason: 'on long leave' },
  });
  await office.addAppraisal(cycleId, 'manager', { stage: 'acknowledged', reviewer_id: people.head });
  const decide = (
    appraisalId: string,
    values: { stage: string; verb: string; by: string | null; at: string; comment?: string },
  ) => office.addDecision(cycleId, appraisalId, values);
  await decide(anna, {
    stage: 'manager_review',
    verb: 'return',
    by: people.manager,
    at: '2026-11-03T03:00:00Z',
    comment: 'two rows lack',
  });
  // Due on the 4th at 16:00.
  const late = await decide(bo, {
    stage: 'manager_review',
    verb: 'approve',
    by: people.manager,
    at: '2026-11-05T01:00:00Z',
  });
  await office.insert('cycles.adjustment', {
    company_id: companyId,
    appraisal_id: bo,
    decision_id: late,
    run_no: 1,
    segment_no: 1,
    kpi_id: 'complaint_rate',
    score_before: '88',
    score_after: '96',
    reason: 'checked',
    by_person_id: people.manager,
    adjusted_at: '2026-11-05T01:00:00Z',
  });
  const silent = await decide(bo, { stage: 'acknowledgement', verb: 'deemed', by: null, at: '2026-11-04T12:00:00Z' });
  await office.insert('cycles.acknowledgement', {
    company_id: companyId,
    decision_id: silent,
    appraisal_id: bo,
    round: 1,
    deemed: true,
    acknowledged_at: '2026-11-04T12:00:00Z',
  });
  await office.insert('cycles.appeal', {
    company_id: companyId,
    appeal_id: idOf(802),
    appraisal_id: bo,
    instance: 1,
    run_no: 1,
    segment_no: 1,
    kpi_id: 'sales_completion',
    ground: 'rule',
    reason: 'the plan was set anew in October',
    by_person_id: people.bo,
    handler_id: people.hr,
    appealed_at: '2026-11-04T09:00:00Z',
  });
  office.answers.set(collectionStatus.subject, () => ({
    sources: [{ sourceId: 'erp', reconciled: false, signedOffAt: null }],
  }));
  office.answers.set(collectionExceptions.subject, () => ({
    reasons: [
      { sourceId: 'erp', reason: 'unknown_person', rows: 12 },
      { sourceId: 'erp', reason: 'late', rows: 3 },
    ],
    reconciliations: [],
  }));
}, 60_000);
afterAll(() => office.close());

const asked = { query: {}, body: {} };
const read = (who: Somebody = 'hr') => closing.closing({ ...asked, params: { cycleId } }, office.call(who));
const list = (kind: (typeof closingExceptionKinds)[number], cursor?: string, limit = 50) =>
  closing.list(
    { params: { cycleId, kind }, query: { limit, ...(cursor ? { cursor } : {}) }, body: {} },
    office.call('auditor'),
  );
const makeFile = (key: string, who: Somebody = 'hr') =>
  closing.makePayrollFile({ ...asked, params: { cycleId }, idempotencyKey: key }, office.call(who));
const fileOf = (fileNo: number, format: 'zip' | 'json') =>
  closing.file({ ...asked, params: { cycleId, fileNo, format } }, office.call('hr'));
const contentOf = ({ fileId }: FileReference) =>
  inTransaction(office.database, { companyId }, (transaction) =>
    readFileContent(transaction, 'cycles', companyId, fileId),
  );

it('counts what a cycle closes in spite of, and how its sources ended', async () => {
  const { exceptions, sources, canMakePayrollFile, payrollFiles } = await read();
  expect(Object.fromEntries(exceptions.map(({ kind, count }) => [kind, count]))).toEqual({
    excluded: 1,
    no_total: 1,
    adjusted: 1,
    missing_data: 1,
    returned: 1,
    rescored: 1,
    regraded: 0,
    appealed: 1,
    decided_late: 1,
    deemed: 1,
  });
  expect(sources).toEqual([{ sourceId: 'erp', held: 15, reconciled: false, signedOff: false }]);
  expect({ canMakePayrollFile, payrollFiles }).toEqual({ canMakePayrollFile: false, payrollFiles: [] });
  expect(await codeOf(read('manager'))).toBe('cycle.not_found');
});

it('tells of each who, what, why and by whom', async () => {
  const first = async (kind: (typeof closingExceptionKinds)[number]) => (await list(kind)).items[0];
  expect(await first('excluded')).toMatchObject({
    employeeCode: 'E-chen',
    reason: 'on long leave',
    by: { name: 'hr' },
  });
  expect(await first('no_total')).toMatchObject({ employeeCode: 'E-manager' });
  expect(await first('adjusted')).toMatchObject({
    employeeCode: 'E-bo',
    kpiNames: { en: 'Complaint rate' },
    before: '88',
    after: '96',
    reason: 'checked',
    by: { name: 'manager' },
  });
  expect(await first('missing_data')).toMatchObject({ kpiNames: { en: 'Sales against plan' }, state: 'excluded' });
  expect(await first('returned')).toMatchObject({ state: 'manager_review', reason: 'two rows lack' });
  expect(await first('rescored')).toMatchObject({ employeeCode: 'E-anna', before: '90.1', after: '91.48' });
  expect(await first('appealed')).toMatchObject({
    employeeCode: 'E-bo',
    kpiNames: { en: 'Sales against plan' },
    state: 'open',
    reason: 'the plan was set anew in October',
    by: { name: 'hr' },
  });
  expect(await first('decided_late')).toMatchObject({
    employeeCode: 'E-bo',
    state: 'manager_review',
    at: '2026-11-05T01:00:00.000Z',
    dueAt: '2026-11-04T16:00:00.000Z',
  });
  expect(await first('deemed')).toMatchObject({ employeeCode: 'E-bo', by: null });
});

it('reads a kind page by page, nobody twice', async () => {
  await office.query(
    `update cycles.appraisal_line set state = 'missing_zero' where appraisal_id = $1 and run_no = 2 and kpi_id = 'complaint_rate'`,
    [anna],
  );
  const page = await list('missing_data', undefined, 1);
  expect(page.items.map(({ state }) => state)).toEqual(['missing_zero']);
  const next = await list('missing_data', page.next ?? '', 1);
  expect(next.items.map(({ state }) => state)).toEqual(['excluded']);
  expect(next.next).toBeNull();
  expect(await codeOf(list('missing_data', 'bm9uc2Vuc2U'))).toBe('request.cursor_invalid');
});

it('gives the whole list as a workbook, in the reader’s language', async () => {
  const file = await closing.workbook({ ...asked, params: { cycleId } }, office.call('auditor', { locale: 'zh-Hant' }));
  const sheets = await readSheets(await contentOf(file));
  expect(sheets.map(({ name }) => name)).toEqual([
    '結案清單',
    '移出考核',
    '沒有總分',
    '調整的指標',
    '缺資料的指標',
    '退回',
    '重新計分',
    '申訴',
    '逾期處理',
    '逾期視為接受',
  ]);
});

it.each(locales)('has a word for every stage and kind in %s', (locale) => {
  const text = reportText(locale, 'UTC');
  const keys = [
    ...taskStages.map((stage) => `stage.${stage}`),
    ...closingExceptionKinds.map((kind) => `closing.${kind}`),
  ];
  expect(keys.filter((key) => text.say(key) === key)).toEqual([]);
});

it('hands nothing over while the cycle is open, and nothing to whoever is not HR', async () => {
  expect(await codeOf(makeFile('a'))).toBe('payroll_file.cycle_open');
  expect(await codeOf(makeFile('a', 'auditor'))).toBe('payroll_file.not_allowed');
});

it('hands the results of a closed cycle over, signed, the same ones once', async () => {
  await office.query(`update cycles.cycle set state = 'closed', closed_at = platform.now() where cycle_id = $1`, [
    cycleId,
  ]);
  const made = await Promise.all([makeFile('one'), makeFile('two'), makeFile('one')]);
  expect(new Set(made.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(made[0]).toMatchObject({ fileNo: 1, people: 2, madeBy: { name: 'hr' }, keyId: signer.keyId });
  expect((await read()).canMakePayrollFile).toBe(true);

  const pack = new Map<string, Buffer>();
  for (const [path, content] of readZip(await contentOf(await fileOf(1, 'zip')))) pack.set(path, content());
  const key = createPublicKey(String(pack.get('public-key.pem')));
  for (const name of ['payroll.json', 'payroll.csv', 'payroll.xlsx']) {
    const content = pack.get(name) ?? Buffer.alloc(0);
    const signature = pack.get(`${name}.sig`) ?? Buffer.alloc(0);
    expect({ name, holds: verify(null, content, key, signature) }).toEqual({ name, holds: true });
    expect({ name, holds: verify(null, Buffer.concat([content, Buffer.from(' ')]), key, signature) }).toEqual({
      name,
      holds: false,
    });
  }
  const document = JSON.parse(String(pack.get('payroll.json')));
  expect(document).toMatchObject({
    format: 'kaohe-payroll/1',
    fileNo: 1,
    kind: 'month',
    period: { from: '2026-10-01' },
  });
  expect(
    document.people.map((one: { employeeCode: string; total: string; grade: string }) => [
      one.employeeCode,
      one.total,
      one.grade,
    ]),
  ).toEqual([
    ['E-anna', '91.48', 'A'],
    ['E-bo', '91.48', 'A'],
  ]);
  expect(
    createHash('sha256')
      .update(String(pack.get('payroll.json')))
      .digest('hex'),
  ).toBe(made[0]?.sha256);
  // What a spreadsheet would run stays text.
  expect(String(pack.get('payroll.csv'))).toContain(`E-anna,"'=HYPERLINK(""http://x"")",Sales,`);

  const envelope = JSON.parse(String(await contentOf(await fileOf(1, 'json'))));
  expect(
    verify(
      null,
      Buffer.from(envelope.document),
      createPublicKey(envelope.publicKey),
      Buffer.from(envelope.signature, 'base64'),
    ),
  ).toBe(true);
  expect(JSON.parse(envelope.document)).toEqual(document);
});

it('hands results that changed over anew', async () => {
  await office.query(`update cycles.appraisal set total = '93', grade = 'S' where appraisal_id = $1`, [anna]);
  expect(await makeFile('three')).toMatchObject({ fileNo: 2 });
  expect(await makeFile('four')).toMatchObject({ fileNo: 2 });
  expect((await read()).payrollFiles.map(({ fileNo }) => fileNo)).toEqual([2, 1]);
  expect(await codeOf(fileOf(3, 'zip'))).toBe('payroll_file.not_found');
});
