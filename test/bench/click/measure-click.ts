import { Agent } from 'node:http';
import type { Api } from '../../../apps/demo-office/src/demo/api.js';
import { openTasks } from '../../../apps/demo-office/src/demo/tasks.js';
import { eachOf } from '../../../apps/demo-office/src/demo/wait.js';
import type { DecisionReply, Task } from '../../../libs/contracts/cycles/http.js';
import { cancel, launch, pause } from '../launch/launch.js';
import { countInPostgres } from '../measure/counters.js';
import { type Figure, figure, judged, type MetricReport, steadinessOf } from '../measure/figure.js';
import { type Metered, meter, totalCpu } from '../measure/meter.js';
import { measureRounds } from '../measure/rounds.js';
import { ascending, quantile } from '../measure/statistics.js';
import { floorRows } from '../place/beside.js';
import type { Place } from '../place/place.js';
import { ClickSession } from './session.js';

/** How many click at once. */
const levels = [1, 8, 32] as const;
type Level = (typeof levels)[number];

/** Milliseconds of each click: to its answer, and to the next state in a fresh GET. */
interface Clicks {
  readonly answered: readonly number[];
  readonly seen: readonly number[];
  readonly metered: Metered;
}
interface Pair {
  readonly ours: Clicks;
  readonly floor: Clicks;
}
type Sample = Readonly<Record<Level, Pair>>;

/** P3: a manager's approval sent → the next state in a fresh GET. */
export async function measureClick(place: Place, managers: readonly Api[], rounds: number): Promise<MetricReport> {
  const { n, owner, log } = place;
  const clicks = Math.min(300, Math.floor(n / (2 * levels.length)));
  const clicker = await Clicker.open(place, managers);
  await clicker.provide(2 * clicks);
  await clicker.approve(clicks, 8);
  await clicker.updateRows(clicks, 8);
  const counted = await countInPostgres(owner, () => clicker.approve(clicks, 8));
  const measured = await measureRounds<Sample>({ rounds, control: () => place.control.run(), log }, async (round) => {
    await clicker.provide(levels.length * clicks);
    const pairs = new Map<Level, Pair>();
    for (const level of levels) pairs.set(level, await measurePair(clicker, clicks, level, round % 2 === 0));
    return Object.fromEntries(pairs) as Sample;
  });
  const samples = measured.counted.map(({ sample }) => sample);
  return {
    metric: 'P3',
    title: 'Click: a decision sent → the next state in a fresh GET',
    n,
    steadiness: steadinessOf(measured),
    figures: [
      ...levels.flatMap((level) =>
        figuresOf(
          level,
          samples.map((sample) => sample[level]),
        ),
      ),
      figure('commits', 'per click', [counted.commits / clicks]),
      figure("commits of Temporal's", 'per click', [counted.temporalCommits / clicks]),
      figure('WAL by pg_stat_wal', 'kB/click', [counted.walBytes / 1_000 / clicks]),
    ],
    notes: [
      `${clicks} clicks a round at each number of clickers, with ${n} appraisals open`,
      'the floor is an UPDATE of one row through the same gateway, bus and Nest service; for the goal its answer alone counts, ours with the GET',
    ],
    rounds: measured.all.map((round) => ({ ...round, sample: summaryOf(round.sample) })),
    peers: [
      { name: 'Flowable complete()', outcome: 'not run' },
      { name: 'DBOS send → recv', outcome: 'not run' },
    ],
  };
}

/** Thousands of single clicks would bury a results file. */
const summaryOf = (sample: Sample) =>
  levels.map((level) => ({
    atOnce: level,
    ours: { ...halfAndMost(sample[level].ours), metered: sample[level].ours.metered },
    floor: { ...halfAndMost(sample[level].floor), metered: sample[level].floor.metered },
  }));
const halfAndMost = ({ answered, seen }: Clicks) => ({
  answered: { p50: quantile(ascending(answered), 0.5), p99: quantile(ascending(answered), 0.99) },
  seen: { p50: quantile(ascending(seen), 0.5), p99: quantile(ascending(seen), 0.99) },
});

async function measurePair(clicker: Clicker, clicks: number, level: Level, oursFirst: boolean): Promise<Pair> {
  if (oursFirst) return { ours: await clicker.approve(clicks, level), floor: await clicker.updateRows(clicks, level) };
  const floor = await clicker.updateRows(clicks, level);
  return { ours: await clicker.approve(clicks, level), floor };
}

function figuresOf(level: Level, pairs: readonly Pair[]): Figure[] {
  const at = (share: number, read: (pair: Pair) => readonly number[]): number[] =>
    pairs.map((pair) => quantile(ascending(read(pair)), share));
  const ratio = (above: readonly number[], below: readonly number[]): number[] =>
    above.map((value, index) => value / (below[index] ?? Number.NaN));
  const oursSeen = at(0.99, ({ ours }) => ours.seen);
  const perClick = (clicks: Clicks): number => (totalCpu(clicks.metered) * 1_000) / clicks.seen.length;
  const name = (what: string): string => `${level} at once: ${what}`;
  return [
    judged(
      name('p99 to the next state beside an UPDATE'),
      '×',
      ratio(
        oursSeen,
        at(0.99, ({ floor }) => floor.answered),
      ),
      {
        atMost: 3,
      },
    ),
    figure(
      name('p99 beside an UPDATE and its GET'),
      '×',
      ratio(
        oursSeen,
        at(0.99, ({ floor }) => floor.seen),
      ),
    ),
    figure(
      name('ours answered p50'),
      'ms',
      at(0.5, ({ ours }) => ours.answered),
    ),
    figure(
      name('ours answered p99'),
      'ms',
      at(0.99, ({ ours }) => ours.answered),
    ),
    figure(
      name('ours next state p50'),
      'ms',
      at(0.5, ({ ours }) => ours.seen),
    ),
    figure(name('ours next state p99'), 'ms', oursSeen),
    figure(
      name('UPDATE p50'),
      'ms',
      at(0.5, ({ floor }) => floor.answered),
    ),
    figure(
      name('UPDATE p99'),
      'ms',
      at(0.99, ({ floor }) => floor.answered),
    ),
    figure(
      name('ours, CPU'),
      'ms/click',
      pairs.map(({ ours }) => perClick(ours)),
    ),
    figure(
      name('UPDATE, CPU'),
      'ms/click',
      pairs.map(({ floor }) => perClick(floor)),
    ),
    figure(
      name('ours'),
      'clicks/s',
      pairs.map(({ ours }) => ours.seen.length / ours.metered.seconds),
    ),
  ];
}

interface OpenTask {
  readonly session: ClickSession;
  readonly task: Task;
}

/** Managers who click through the tasks of a launched cycle, each only their own. */
class Clicker {
  private waiting: OpenTask[] = [];
  private cycleId: string | undefined;
  private nextRow = 1;

  private constructor(
    private readonly place: Place,
    private readonly managers: readonly { readonly api: Api; readonly session: ClickSession }[],
  ) {}

  static async open(place: Place, apis: readonly Api[]): Promise<Clicker> {
    const agent = new Agent({ keepAlive: true, maxSockets: Math.max(...levels) });
    const address = `http://127.0.0.1:${place.stack.servers.ports['bench-gateway']}`;
    const managers: { api: Api; session: ClickSession }[] = [];
    for (const [index, api] of apis.entries()) {
      const login = place.people.managerLogins[index] ?? '';
      managers.push({ api, session: await ClickSession.open(address, agent, login, place.password) });
    }
    return new Clicker(place, managers);
  }

  /** Sees to it that so many tasks are open to click, by a new launch where the last one's are used up. */
  async provide(count: number): Promise<void> {
    if (this.waiting.length >= count) return;
    if (this.cycleId) await cancel(this.place, this.cycleId);
    const { cycleId } = await launch(this.place);
    this.cycleId = cycleId;
    this.waiting = await this.readTasks(cycleId);
    await pause(3_000);
  }

  private async readTasks(cycleId: string): Promise<OpenTask[]> {
    const lists = new Map<ClickSession, Task[]>();
    await eachOf(this.managers, 4, async ({ api, session }) => {
      lists.set(session, await openTasks(api, cycleId, 'manager_review'));
    });
    // One of each manager in turn: no two clicks in a row are the same person's.
    const longest = Math.max(...[...lists.values()].map((tasks) => tasks.length));
    return Array.from({ length: longest }, (_, index) =>
      [...lists].flatMap(([session, tasks]) => {
        const task = tasks[index];
        return task ? [{ session, task }] : [];
      }),
    ).flat();
  }

  approve(count: number, level: number): Promise<Clicks> {
    const tasks = this.waiting.splice(0, count);
    return this.click(tasks, level, {
      send: async ({ session, task }) => {
        const path = `/tasks/${task.taskId}/decisions`;
        const { nextTask } = await session.post<DecisionReply>(path, { verb: 'approve' }, task.version);
        return nextTask?.taskId ?? '';
      },
      see: async ({ session }, nextId) => {
        const { stage } = await session.get<Task>(`/tasks/${nextId}`);
        if (stage !== 'interview') throw new Error(`after an approval comes ${stage}`);
      },
    });
  }

  updateRows(count: number, level: number): Promise<Clicks> {
    const rows = Array.from({ length: count }, (_, index) => {
      this.nextRow = (this.nextRow % floorRows) + 1;
      return { rowId: this.nextRow, session: this.managers[index % this.managers.length]?.session };
    });
    return this.click(rows, level, {
      send: async ({ rowId, session }) => {
        const answer = await session?.post<{ version: number }>(`/bench-rows/${rowId}/updates`, {});
        return answer?.version ?? 0;
      },
      see: async ({ rowId, session }, version) => {
        const row = await session?.get<{ version: number }>(`/bench-rows/${rowId}`);
        if (row?.version !== version) throw new Error(`row ${rowId} has version ${row?.version} after ${version}`);
      },
    });
  }

  private async click<Item, Answer>(
    items: readonly Item[],
    level: number,
    { send, see }: { send: (item: Item) => Promise<Answer>; see: (item: Item, answer: Answer) => Promise<void> },
  ): Promise<Clicks> {
    const answered: number[] = [];
    const seen: number[] = [];
    const metered = await meter(this.place, () =>
      eachOf(items, level, async (item) => {
        const began = performance.now();
        const answer = await send(item);
        answered.push(performance.now() - began);
        await see(item, answer);
        seen.push(performance.now() - began);
      }),
    );
    return { answered, seen, metered };
  }
}
