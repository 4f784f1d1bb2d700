import { entriesOf } from '../../../../libs/contracts/audit/messages.js';
import { lineEvidence } from '../../../../libs/contracts/metrics/messages.js';
import { standardDocuments } from '../../../../libs/contracts/roles/messages.js';
import type { CyclesCall } from '../caller.js';
import { AppraisalsReading } from './appraisals-reading.js';
import { CyclesReading } from './cycles-reading.js';
import { DocumentsReading } from './documents-reading.js';
import { TasksReading } from './tasks-reading.js';
import { idOf, Office, otherCompanyId, people, type Somebody, salesStandard } from './testing/office.js';

const page = { limit: 50 };
const nobody: Somebody[] = [];

describe('who sees what of an appraisal', () => {
  let office: Office;
  let cycleId: string;
  let appraisalId: string;
  let taskId: string;
  let cycles: CyclesReading;
  let tasks: TasksReading;
  let appraisals: AppraisalsReading;
  let documents: DocumentsReading;

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-04T02:00:00Z');
    await office.addNames();
    cycles = new CyclesReading(office.ports);
    tasks = new TasksReading(office.ports);
    appraisals = new AppraisalsReading(office.ports);
    documents = new DocumentsReading(office.ports);
    cycleId = await office.addCycle();
    await office.insert('cycles.cycle_source', {
      company_id: idOf(100),
      cycle_id: cycleId,
      source_id: 'erp',
      owner_ids: [people.dataOwner],
    });
    appraisalId = await office.addAppraisal(cycleId, 'anna', { run_no: 1, total: '91.48', grade: 'A' });
    await office.addResult(appraisalId, 1);
    taskId = await office.addTask(cycleId, { appraisal_id: appraisalId });
    await office.addAppraisal(cycleId, 'chen');
    await office.insert('cycles.report', {
      company_id: idOf(100),
      cycle_id: cycleId,
      format: 'pdf',
      locale: 'en',
      file_id: idOf(600),
      name: 'report.pdf',
      size: 9,
    });
    office.answers.set(lineEvidence.subject, () => ({ items: [], next: null, total: 0 }));
    office.answers.set(entriesOf.subject, () => ({ entries: [], next: null }));
    office.answers.set(standardDocuments.subject, () => ({ documents: [salesStandard()] }));
  }, 60_000);
  afterAll(() => office.close());

  const release = (at: string | null) =>
    office.query('update cycles.appraisal set released_at = $2 where appraisal_id = $1', [appraisalId, at]);

  const reads: Record<string, (call: CyclesCall) => Promise<unknown>> = {
    cycle: (call) => cycles.board({ params: { cycleId }, query: {}, body: {} }, call),
    progress: (call) => cycles.progress({ params: { cycleId }, query: {}, body: {} }, call),
    appraisal: (call) => appraisals.sheet({ params: { appraisalId }, query: {}, body: {} }, call),
    scores: async (call) => {
      const { total, lines } = await appraisals.sheet({ params: { appraisalId }, query: {}, body: {} }, call);
      if (total === null && lines.length === 0) throw new Error('hidden');
      return total;
    },
    evidence: (call) =>
      appraisals.evidence(
        { params: { appraisalId, segmentNo: 1, kpiId: 'sales_completion' }, query: { limit: 50 }, body: {} },
        call,
      ),
    trace: (call) => appraisals.trace({ params: { appraisalId }, query: { limit: 50 }, body: {} }, call),
    sheet: (call) => documents.scoreSheet({ params: { appraisalId }, query: {}, body: {} }, call),
    task: (call) => tasks.one({ params: { taskId }, query: {}, body: {} }, call),
    reports: (call) => documents.listReports({ params: { cycleId }, query: {}, body: {} }, call),
    report: (call) => documents.cycleReport({ params: { cycleId, format: 'pdf' }, query: {}, body: {} }, call),
  };

  async function readersOf(what: string): Promise<Somebody[]> {
    const answered = await Promise.all(
      (Object.keys(people) as Somebody[]).map(async (who) => {
        const read = reads[what];
        const seen = await read?.(office.call(who)).then(
          () => true,
          (error: { status?: number; message: string }) => {
            if (error.status !== 404 && error.message !== 'hidden') throw error;
            return false;
          },
        );
        return seen ? who : null;
      }),
    );
    return answered.filter((who) => who !== null).sort();
  }

  const inLine: Somebody[] = ['chief', 'head', 'manager'];
  const overseers: Somebody[] = ['auditor', 'hr'];
  const others: Somebody[] = ['chen', 'dataOwner', 'otherManager'];

  test.each<[string, Somebody[], Somebody[]]>([
    ['cycle', [...inLine, ...overseers, ...others, 'anna'], nobody],
    ['progress', [...inLine, ...overseers, ...others, 'anna'], nobody],
    ['appraisal', [...inLine, ...overseers, 'anna'], nobody],
    ['scores', [...inLine, ...overseers], ['anna']],
    ['evidence', [...inLine, ...overseers], ['anna']],
    ['sheet', [...inLine, ...overseers], ['anna']],
    ['trace', overseers, nobody],
    ['task', [...inLine, ...overseers, 'anna'], nobody],
    ['reports', overseers, nobody],
    ['report', overseers, nobody],
  ])('the %s: everybody of the line and those who oversee, nobody else', async (what, always, onceReleased) => {
    await release(null);
    expect(await readersOf(what)).toEqual([...always].sort());
    await release('2026-11-04T01:00:00Z');
    expect(await readersOf(what)).toEqual([...always, ...onceReleased].sort());
  });

  test('lists hold what the reader sees one by one, and a result of one’s own without its total before its release', async () => {
    await release(null);
    const listed = async (who: Somebody) =>
      (
        await appraisals.list({ params: { cycleId }, query: page, body: {} }, office.call(who)).catch(() => ({
          items: [],
        }))
      ).items.map(({ person, total }) => [person.name, total]);
    expect(await listed('anna')).toEqual([['anna', null]]);
    expect(await listed('manager')).toEqual([['anna', '91.48']]);
    expect(await listed('head')).toEqual([['anna', '91.48']]);
    expect(await listed('otherManager')).toEqual([['chen', null]]);
    expect(await listed('chief')).toEqual([
      ['anna', '91.48'],
      ['chen', null],
    ]);
    expect(await listed('hr')).toHaveLength(2);
    expect(await listed('dataOwner')).toEqual([]);
    expect(await listed('administrator')).toEqual([]);
    const own = () => appraisals.mine({ params: {}, query: page, body: {} }, office.call('anna'));
    expect((await own()).items).toMatchObject([{ appraisalId, total: null, grade: null, released: false }]);
    await release('2026-11-04T01:00:00Z');
    expect((await own()).items).toMatchObject([{ total: '91.48', grade: 'A', released: true }]);
  });

  test('a manager of the past sees nothing once the line is another', async () => {
    const line =
      'update cycles.appraisal set manager_id = $2, manager_path = $3, reviewer_id = $2 where appraisal_id = $1';
    await office.query(line, [appraisalId, people.otherManager, [people.chief]]);
    expect(await readersOf('appraisal')).toEqual(['anna', 'auditor', 'chief', 'hr', 'otherManager']);
    expect(await readersOf('cycle')).not.toContain('head');
    expect((await cycles.list({ params: {}, query: page, body: {} }, office.call('head'))).items).toEqual([]);
    await office.query(line, [appraisalId, people.manager, [people.head, people.chief]]);
    expect(await readersOf('appraisal')).toContain('head');
  });

  test('before the release a person’s own sheet tells where it stands and who has it, nothing else', async () => {
    await release(null);
    const sheet = await appraisals.sheet({ params: { appraisalId }, query: {}, body: {} }, office.call('anna'));
    expect(sheet).toMatchObject({
      stage: 'manager_review',
      openTask: { taskId, assignee: { name: 'manager' }, verbs: [] },
      runNo: null,
      computedTotal: null,
      segments: [],
      decisions: [],
      interview: null,
    });
  });

  test('reading about somebody else is written down, reading one’s own is not', async () => {
    const written = () =>
      office.query(`select action, actor_person_id from audit.entry where subject_id = $1 and action like '%read'`, [
        appraisalId,
      ]);
    const before = (await written()).length;
    await release('2026-11-04T01:00:00Z');
    await reads.appraisal?.(office.call('anna'));
    expect(await written()).toHaveLength(before);
    await reads.appraisal?.(office.call('manager'));
    expect(await written()).toHaveLength(before + 1);
  });

  test('another company sees none of it, whatever its people may do', async () => {
    for (const [what, read] of Object.entries(reads)) {
      const refused = await read(office.call('hr', { company: otherCompanyId })).catch(
        (error: { status?: number }) => error,
      );
      expect([what, refused]).toMatchObject([what, { status: 404 }]);
    }
    const elsewhere = office.call('hr', { company: otherCompanyId });
    expect((await cycles.list({ params: {}, query: page, body: {} }, elsewhere)).items).toEqual([]);
    expect(
      (
        await tasks.list(
          { params: {}, query: { ...page, state: 'open' }, body: {} },
          office.call('manager', { company: otherCompanyId }),
        )
      ).total,
    ).toBe(0);
  });
});
