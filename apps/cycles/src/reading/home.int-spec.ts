import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { HomeReading } from './home-reading.js';
import { companyId, idOf, Office, people, type Somebody } from './testing/office.js';

describe('home', () => {
  let office: Office;
  let home: HomeReading;
  let month: string;
  let quarter: string;
  let over: string;

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-04T02:00:00Z');
    await office.addNames();
    home = new HomeReading(office.ports);
    month = await office.addCycle({ frozen_at: '2026-11-02T16:00:00Z' });
    quarter = await office.addCycle({
      kind: 'quarter',
      state: 'collecting',
      cut_off_at: '2026-11-10T16:00:00Z',
      report_due_at: '2026-11-20T16:00:00Z',
    });
    over = await office.addCycle({ period_from: '2026-09-01', period_to: '2026-10-01', state: 'closed' });

    const anna = await office.addAppraisal(month, 'anna');
    const bo = await office.addAppraisal(month, 'bo', {
      stage: 'acknowledgement',
      released_at: '2026-11-03T04:00:00Z',
    });
    const chen = await office.addAppraisal(month, 'chen', { stage: 'acknowledged' });
    await office.addAppraisal(over, 'anna', { stage: 'signed_off', released_at: '2026-10-03T04:00:00Z' });
    await office.addAppraisal(quarter, 'anna', { stage: 'collecting' });
    // The manager is late with Anna's, Bo has time; what is done counts for nothing.
    await office.addTask(month, { appraisal_id: anna, due_at: '2026-11-03T16:00:00Z' });
    await office.addTask(month, {
      appraisal_id: bo,
      stage: 'acknowledgement',
      assignee_id: people.bo,
      due_at: '2026-11-06T16:00:00Z',
    });
    await office.addTask(month, {
      appraisal_id: chen,
      assignee_id: people.otherManager,
      due_at: '2026-11-02T16:00:00Z',
      closed_at: '2026-11-02T10:00:00Z',
      outcome: 'approve',
      closed_by: people.otherManager,
    });
    await office.addTask(quarter, {
      stage: 'collect',
      source_id: 'erp',
      assignee_id: people.dataOwner,
      due_at: '2026-11-09T16:00:00Z',
    });
    for (const [cycle_id, source_id, signed_off_at] of [
      [month, 'erp', null],
      [quarter, 'erp', null],
      [quarter, 'survey', '2026-11-03T03:00:00Z'],
    ])
      await office.insert('cycles.cycle_source', {
        company_id: companyId,
        cycle_id,
        source_id,
        owner_ids: [people.dataOwner],
        signed_off_at,
      });
  }, 60_000);
  afterAll(() => office.close());

  const read = async (who: Somebody) => {
    const overview = await home.overview(office.call(who));
    expect(cyclesHttp.myOverview.reply.parse(overview)).toEqual(overview);
    return overview;
  };
  const heldFor = async (who: Somebody) => {
    const { open, late, holders } = (await read(who)).held;
    return { open, late, holders: holders.map(({ stage, holder, open, late }) => [stage, holder.name, open, late]) };
  };
  const peopleFor = async (who: Somebody) =>
    (await read(who)).cycles.map(({ cycleId, people, finished }) => [cycleId, people, finished]);

  test('shows HR every running cycle with its pipeline and sources, and names the late alone', async () => {
    const { cycles } = await read('hr');
    expect(cycles.find(({ cycleId }) => cycleId === month)).toMatchObject({ people: 3, finished: 1, kind: 'month' });
    expect(
      cycles.find(({ cycleId }) => cycleId === month)?.stages.toSorted((a, b) => a.stage.localeCompare(b.stage)),
    ).toEqual([
      { stage: 'acknowledged', people: 1 },
      { stage: 'acknowledgement', people: 1 },
      { stage: 'manager_review', people: 1 },
    ]);
    expect(cycles.find(({ cycleId }) => cycleId === quarter)?.sources).toEqual({ all: 2, signedOff: 1 });
    expect(cycles.map(({ cycleId }) => cycleId)).not.toContain(over);
    expect(await heldFor('hr')).toEqual({ open: 3, late: 1, holders: [['manager_review', 'manager', 1, 1]] });
  });

  test('shows a manager their team and whoever holds it up, neither themself nor another team', async () => {
    expect(await peopleFor('manager')).toEqual(
      expect.arrayContaining([
        [month, 2, 0],
        [quarter, 1, 0],
      ]),
    );
    expect(await heldFor('manager')).toEqual({ open: 1, late: 0, holders: [['acknowledgement', 'bo', 1, 0]] });
    expect(await heldFor('head')).toEqual({
      open: 2,
      late: 1,
      holders: [
        ['manager_review', 'manager', 1, 1],
        ['acknowledgement', 'bo', 1, 0],
      ],
    });
    expect((await read('manager')).cycles.map(({ sources }) => sources)).toEqual([null, null]);
    expect(await heldFor('otherManager')).toEqual({ open: 0, late: 0, holders: [] });
  });

  test('shows somebody without a team their own appraisals, what each waits for, and their last result', async () => {
    const { own, lastResult, cycles, held } = await read('anna');
    expect(own.toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject([
      {
        cycleId: month,
        stage: 'manager_review',
        waitsFor: { stage: 'manager_review', holder: { name: 'manager' }, dueAt: '2026-11-03T16:00:00.000Z' },
      },
      { cycleId: quarter, stage: 'collecting', waitsFor: null },
    ]);
    expect(lastResult).toMatchObject({ cycleId: over, period: { from: '2026-09-01', to: '2026-10-01' } });
    expect(cycles.map(({ people, stages }) => [people, stages])).toEqual([
      [0, []],
      [0, []],
    ]);
    expect(held).toEqual({ open: 0, late: 0, holders: [] });
    // What was released is a result even while its cycle runs.
    expect((await read('bo')).lastResult).toMatchObject({ cycleId: month });
  });

  test('tells a data owner of their sources alone, while figures may still come', async () => {
    const { unsigned, cycles, own } = await read('dataOwner');
    expect(unsigned).toMatchObject([{ cycleId: quarter, sourceId: 'erp', cutOffAt: '2026-11-10T16:00:00.000Z' }]);
    expect(cycles.map(({ people }) => people)).toEqual([0, 0]);
    expect(own).toEqual([]);
    expect((await read('hr')).unsigned).toEqual([]);
  });

  test('names the next dates in their order; a cycle that rests has none', async () => {
    const dates = async (who: Somebody) => (await read(who)).dates.map(({ what, at }) => `${what} ${at.slice(5, 10)}`);
    expect(await dates('hr')).toEqual([
      'report 11-05',
      'acknowledgement 11-06',
      'collect 11-09',
      'cut_off 11-10',
      'report 11-20',
    ]);
    expect(await dates('bo')).toEqual(['report 11-05', 'acknowledgement 11-06']);
    await office.query('update cycles.cycle set paused_at = now() where cycle_id = $1', [month]);
    expect(await dates('hr')).toEqual(['collect 11-09', 'cut_off 11-10', 'report 11-20']);
    expect(await dates('bo')).toEqual([]);
    await office.query('update cycles.cycle set paused_at = null where cycle_id = $1', [month]);
  });

  test('is empty for whoever has no part in anything, and for another company', async () => {
    const nothing = {
      cycles: [],
      held: { open: 0, late: 0, holders: [] },
      dates: [],
      own: [],
      lastResult: null,
      unsigned: [],
    };
    expect(await read('stranger')).toEqual(nothing);
    expect(await home.overview(office.call('hr', { company: idOf(200) }))).toEqual(nothing);
  });
});
