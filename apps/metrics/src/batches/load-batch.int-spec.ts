import { readStates } from '../collections/read-status.js';
import { idOf } from '../testing/fake-organisation.js';
import { type Measured, measuredSource, Workbench } from '../testing/workbench.js';
import { readReconciliations } from './reconcile.js';

const rep = (number: number, from = '2026-01-01', to: string | null = null) => ({
  personId: idOf(number),
  employeeCode: `E${String(number).padStart(4, '0')}`,
  posts: [{ from, to, positionId: 'sales_rep', managerId: null }],
});
const sale = (no: string, code: string, value: string, day = '2026-10-05'): Measured => [
  no,
  code,
  day,
  'sales_amount',
  value,
];

describe('loading a batch', () => {
  let bench: Workbench;
  let cycleId: string;

  beforeAll(async () => {
    bench = await Workbench.open();
  }, 60_000);
  afterAll(() => bench.close());
  beforeEach(async () => {
    bench.organisation.people = [rep(1), rep(2), rep(3, '2026-10-20')];
    const [count] = await bench.query<{ sources: number }>('select count(*)::int as sources from metrics.source');
    sourceId = `erp${count?.sources ?? 0}`;
    await bench.addSource(measuredSource(sourceId, ['sales_amount', 'sales_plan']));
    cycleId = await bench.openCycle([sourceId]);
  });
  let sourceId: string;

  const load = (rows: Measured[], totals: [string, string][] = []) =>
    bench.load(
      cycleId,
      sourceId,
      rows,
      totals.map(([measure, total]) => ({ datasetId: 'figures', measure, total })),
    );
  const held = () =>
    bench.query<{ no: string; reason: string; state: string }>(
      `select r.raw ->> 'no' as no, q.reason, q.state from metrics.quarantined_row q
       join metrics.source_row r using (company_id, batch_id, dataset_id, row_no) where q.source_id = $1 order by q.quarantined_row_id`,
      [sourceId],
    );
  const counting = () =>
    bench.query<{ person: string; value: string }>(
      `select right(person_id::text, 1) as person, value::text from metrics.observation
       where source_id = $1 and revision_to is null order by 1, 2`,
      [sourceId],
    );
  const events = async () =>
    (
      await bench.query<{ type: string }>(
        `select type from metrics.outbox where payload ->> 'sourceId' = $1 order by event_id`,
        [sourceId],
      )
    ).map(({ type }) => type);

  it('keeps every row, counts what fits and tells of it', async () => {
    const { outcome, batch } = await load([sale('1', 'E0001', '100.50'), sale('2', ' e0002', '7')]);
    expect(outcome).toBe('loaded');
    expect(batch).toMatchObject({ batchNo: 1, rows: 2, accepted: 2, quarantined: 0, observations: 2, retired: 0 });
    expect(await counting()).toEqual([
      { person: '1', value: '100.5' },
      { person: '2', value: '7' },
    ]);
    expect(await events()).toEqual(['metrics.batch_loaded']);
    const [entry] = await bench.query('select 1 as one from metrics.batch where batch_id = $1', [batch.batchId]);
    expect(entry).toBeDefined();
  });

  it('changes nothing when the same content comes again, in whatever order', async () => {
    const rows = [sale('1', 'E0001', '100'), sale('2', 'E0002', '7'), sale('3', 'E9999', '1')];
    const first = await load(rows);
    const again = await load([...rows].reverse());
    expect(again).toEqual({ outcome: 'unchanged', batch: first.batch });
    expect(await counting()).toHaveLength(2);
    expect(await events()).toEqual(['metrics.batch_loaded']);
  });

  it('takes a source that goes back to what it said before at its word', async () => {
    await load([sale('1', 'E0001', '100')]);
    await load([sale('1', 'E0001', '200')]);
    expect((await load([sale('1', 'E0001', '100')])).outcome).toBe('loaded');
    expect(await counting()).toEqual([{ person: '1', value: '100' }]);
  });

  it('replaces a corrected row, ends a withdrawn one and repeats none that stayed as it was', async () => {
    await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7'), sale('3', 'E0002', '9')]);
    const { batch } = await load([sale('1', 'E0001', '110'), sale('2', 'E0002', '7'), sale('4', 'E0001', '1')]);
    expect(batch).toMatchObject({ rows: 3, accepted: 2, unchanged: 1, retired: 2, observations: 2 });
    expect(await counting()).toEqual([
      { person: '1', value: '1' },
      { person: '1', value: '110' },
      { person: '2', value: '7' },
    ]);
    const [history] = await bench.query(
      'select count(*)::int as all_values from metrics.observation where source_id = $1',
      [sourceId],
    );
    expect(history).toEqual({ all_values: 5 });
  });

  it('only adds and corrects where a batch is not the whole source', async () => {
    const uploads = `${sourceId}u`;
    await bench.addSource(measuredSource(uploads, ['sales_amount'], 'append'));
    sourceId = uploads;
    cycleId = await bench.openCycle([sourceId]);
    await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7')]);
    await load([sale('2', 'E0002', '8')]);
    expect(await counting()).toEqual([
      { person: '1', value: '100' },
      { person: '2', value: '8' },
    ]);
    expect((await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7')])).outcome).toBe('unchanged');
  });

  it('holds every row that does not fit, with its reason', async () => {
    bench.organisation.people.push({ ...rep(8), employeeCode: 'E0002X' }, { ...rep(9), employeeCode: 'e0002x' });
    bench.organisation.people.push({
      personId: idOf(7),
      employeeCode: 'E0007',
      posts: [rep(7).posts, rep(7).posts].flat(),
    });
    const { batch } = await load([
      sale('ok', 'E0001', '1'),
      sale('nobody', 'E9999', '1'),
      sale('two people', 'E0002X', '1'),
      sale('not yet hired', 'E0003', '1', '2026-10-19'),
      sale('two posts', 'E0007', '1'),
      ['other input', 'E0001', '2026-10-05', 'salary', '1'],
      sale('not a number', 'E0001', '1,000'),
      sale('no number', 'E0001', ''),
      sale('negative', 'E0001', '-1'),
      sale('not a day', 'E0001', '1', '2026-02-30'),
      sale('next month', 'E0001', '1', '2026-11-01'),
      sale('copied', 'E0001', '5'),
      sale('copied', 'E0001', '5'),
      sale('contradicted', 'E0001', '5'),
      sale('contradicted', 'E0001', '6'),
      sale('', 'E0001', '5'),
    ]);
    expect(batch).toMatchObject({ rows: 16, accepted: 2, quarantined: 14, observations: 2 });
    expect((await held()).map(({ no, reason }) => [no, reason])).toEqual([
      ['nobody', 'unknown_person'],
      ['two people', 'ambiguous_person'],
      ['not yet hired', 'no_assignment'],
      ['two posts', 'ambiguous_assignment'],
      ['other input', 'unknown_input'],
      ['not a number', 'not_a_number'],
      ['no number', 'missing_value'],
      ['negative', 'negative_not_allowed'],
      ['not a day', 'not_a_date'],
      ['next month', 'out_of_period'],
      ['copied', 'duplicate_row'],
      ['contradicted', 'conflicting_rows'],
      ['contradicted', 'conflicting_rows'],
      ['', 'missing_key'],
    ]);
  });

  it('opens a case once, however often the source repeats the row', async () => {
    const faults = [sale('1', 'E9999', '1'), sale('2', 'E0001', '5'), sale('2', 'E0001', '5'), sale('2', 'E0001', '5')];
    await load(faults);
    const { batch } = await load([...faults, sale('3', 'E0001', '9')]);
    expect(batch).toMatchObject({ accepted: 1, unchanged: 1, quarantined: 3 });
    expect(await held()).toHaveLength(3);
  });

  it('closes the case of a row that the source no longer brings or has mended', async () => {
    await load([sale('1', 'E9999', '1'), sale('2', 'E9998', '1')]);
    await load([sale('1', 'E0001', '1')]);
    expect((await held()).map(({ no, state }) => [no, state])).toEqual([
      ['1', 'withdrawn'],
      ['2', 'withdrawn'],
    ]);
    expect(await counting()).toEqual([{ person: '1', value: '1' }]);
  });

  it('stops counting a row whose new version does not fit', async () => {
    await load([sale('1', 'E0001', '100')]);
    await load([sale('1', 'E9999', '100')]);
    expect(await counting()).toEqual([]);
  });

  it('keeps rows with characters a database cannot hold', async () => {
    await load([sale('a\u0000b', 'E0001', '1'), sale('\ud800', 'E\u00009', '1')]);
    expect((await held()).map(({ no, reason }) => [no, reason])).toEqual([['\ufffd', 'unknown_person']]);
  });

  it('sets its totals beside the source’s: agreeing, explained by held rows, or not explained', async () => {
    const states = async () => {
      const found = await bench.inCompany((tx) => readReconciliations(tx, bench.companyId, cycleId));
      return found.map(({ measure, sourceTotal, loadedTotal, quarantinedTotal, difference, explained }) => [
        measure,
        Number(sourceTotal),
        Number(loadedTotal),
        Number(quarantinedTotal),
        Number(difference),
        explained,
      ]);
    };
    const reconciled = async () => {
      const [state] = await bench.inCompany((tx) => readStates(tx, bench.companyId, cycleId));
      return state?.reconciled;
    };
    expect(await reconciled()).toBeNull();
    const rows = [sale('1', 'E0001', '100'), sale('1', 'E0001', '100'), sale('2', 'E9999', '7.5')];
    await load(rows, [
      ['sales_amount', '207.50'],
      ['rows', '3'],
    ]);
    expect(await states()).toEqual([
      ['rows', 3, 1, 2, 2, 'quarantined'],
      ['sales_amount', 207.5, 100, 107.5, 107.5, 'quarantined'],
    ]);
    expect(await reconciled()).toBe(true);
    await load([sale('1', 'E0001', '100'), sale('3', 'E0002', '1')], [['sales_amount', '250']]);
    expect(await states()).toContainEqual(['sales_amount', 250, 101, 0, 149, null]);
    expect(await reconciled()).toBe(false);
  });

  it('holds as late what comes after the cut-off, and leaves the frozen figures alone', async () => {
    await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7')]);
    await bench.freeze(cycleId);
    const { batch } = await load([sale('1', 'E0001', '150'), sale('3', 'E0002', '9')]);
    expect(batch).toMatchObject({ accepted: 0, quarantined: 2, retired: 0, observations: 0 });
    expect(await counting()).toEqual([
      { person: '1', value: '100' },
      { person: '2', value: '7' },
    ]);
    const late = await bench.query(
      `select row_key as key, reason, detail from metrics.quarantined_row where source_id = $1 order by row_key`,
      [sourceId],
    );
    expect(late).toEqual([
      { key: '1', reason: 'late', detail: { change: 'changed' } },
      { key: '2', reason: 'late', detail: { change: 'withdrawn' } },
      { key: '3', reason: 'late', detail: { change: 'new' } },
    ]);
    expect(await events()).toEqual(['metrics.batch_loaded', 'metrics.batch_loaded', 'metrics.late_rows_held']);
    await load([sale('1', 'E0001', '150'), sale('3', 'E0002', '9'), sale('4', 'E0002', '9')]);
    expect(await held()).toHaveLength(4);
  });

  it('counts for the quarter what was too late for its month', async () => {
    const quarter = await bench.openCycle([sourceId], { kind: 'quarter', from: '2026-10-01', to: '2027-01-01' });
    await load([sale('1', 'E0001', '100')]);
    await bench.freeze(cycleId);
    const late = [sale('1', 'E0001', '100'), sale('2', 'E0001', '50')];
    await load(late);
    cycleId = quarter;
    expect((await load(late)).batch).toMatchObject({ accepted: 1, unchanged: 1 });
    expect(await counting()).toHaveLength(2);
  });

  it('withdraws a sign-off when new figures come before the cut-off', async () => {
    await load([sale('1', 'E0001', '100')]);
    await bench.query(
      `insert into metrics.sign_off (company_id, cycle_id, source_id, account_id, person_id) values ($1, $2, $3, $4, $5)`,
      [bench.companyId, cycleId, sourceId, idOf(1), idOf(2)],
    );
    await load([sale('1', 'E0001', '100')]);
    expect(await events()).not.toContain('metrics.source_sign_off_withdrawn');
    await load([sale('1', 'E0001', '101')]);
    expect(await events()).toContain('metrics.source_sign_off_withdrawn');
    const [state] = await bench.inCompany((tx) => readStates(tx, bench.companyId, cycleId));
    expect(state?.signedOffAt).toBeNull();
  });

  it('counts a row once when the same content is loaded many times at once', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => sale(String(index), 'E0001', '1'));
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => load(rows)));
    expect(outcomes.filter(({ outcome }) => outcome === 'loaded')).toHaveLength(1);
    expect(await counting()).toHaveLength(50);
  });

  it('is refused for a source that the cycle does not collect', async () => {
    await bench.addSource(measuredSource(`${sourceId}x`, ['sales_amount']));
    await expect(bench.load(cycleId, `${sourceId}x`, [])).rejects.toMatchObject({ code: 'source.not_of_cycle' });
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const broken = bench.load(
      cycleId,
      sourceId,
      [sale('1', 'E0001', '1'), ['2', 'E0001', '2026-10-05', 'sales_amount', '1']],
      [{ datasetId: 'figures', measure: 'sales_amount', total: 'much' }],
    );
    await expect(broken).rejects.toThrow();
    expect(await counting()).toEqual([]);
    expect((await load([sale('1', 'E0001', '1')])).batch.batchNo).toBe(1);
  });

  it('shows nothing of one company to another, nor lets what was delivered be altered', async () => {
    await load([sale('1', 'E0001', '100')]);
    const other = { companyId: idOf(77) };
    const { inTransaction } = await import('../../../../libs/platform/database/index.js');
    const seen = await inTransaction(bench.database, other, (tx) => tx.query('select * from metrics.observation'));
    expect(seen).toEqual([]);
    for (const change of [
      `update metrics.observation set value = 1`,
      `delete from metrics.observation`,
      `update metrics.source_row set raw = '{}'`,
      `delete from metrics.source_row`,
      `update metrics.batch set rows = 0`,
      `delete from metrics.quarantined_row`,
    ]) {
      await expect(bench.query(change)).rejects.toThrow(/permission denied/);
    }
  });
});
