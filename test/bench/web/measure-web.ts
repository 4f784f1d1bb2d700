import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../apps/demo-office/src/browser/chromium.js';
import type { Api } from '../../../apps/demo-office/src/demo/api.js';
import { cyclesHttp } from '../../../libs/contracts/cycles/http.js';
import { cancel, launch } from '../launch/launch.js';
import { type Figure, figure, judged, type MetricReport, steadinessOf } from '../measure/figure.js';
import { measureRounds } from '../measure/rounds.js';
import { hrOfficer } from '../place/company.js';
import type { Place } from '../place/place.js';
import { type Load, loadPage, openSession, type Session, type WantedPage } from './load-page.js';

/** How many times slower the processor is made: a machine of the office, and an old one. */
const speeds = { 'full speed': 1, 'processor 4 × slower': 4 } as const;
type Speed = keyof typeof speeds;

interface Screen extends WantedPage {
  readonly name: string;
  readonly session: Session;
}
/** Of each screen at each speed. */
type Sample = Readonly<Record<string, Readonly<Record<Speed, Load>>>>;

/** W1: what a page's first load costs in a real browser, with everybody's review open. */
export async function measureWeb(place: Place, managers: readonly Api[], rounds: number): Promise<MetricReport> {
  const { n, log, stack } = place;
  const { cycleId } = await launch(place);
  const browser = await launchChromium();
  try {
    const screens = await screensOf(place, browser, managers, cycleId);
    const load = (screen: Screen, speed: Speed) =>
      loadPage(browser, stack.address, screen.session, screen, speeds[speed]);
    for (const screen of screens) await load(screen, 'full speed');
    const measured = await measureRounds<Sample>({ rounds, control: () => place.control.run(), log }, async () => {
      const sample: Record<string, Record<Speed, Load>> = {};
      for (const screen of screens)
        sample[screen.name] = {
          'full speed': await load(screen, 'full speed'),
          'processor 4 × slower': await load(screen, 'processor 4 × slower'),
        };
      return sample;
    });
    const samples = measured.counted.map(({ sample }) => sample);
    return {
      metric: 'W1',
      title: 'Pages: the first load in Chromium, nothing cached',
      n,
      steadiness: steadinessOf(measured),
      figures: screens.flatMap(({ name }) => figuresOf(name, samples)),
      notes: [
        'from the gateway as it ships, over the loopback: bytes as they came over the wire, no network is imitated',
        'the useful row: the first task of home, the people of the board by stage, the first KPI of the appraisal',
      ],
      rounds: measured.all,
      peers: [],
    };
  } finally {
    await browser.close();
    await cancel(place, cycleId);
  }
}

async function screensOf(
  { stack: { address }, password, people }: Place,
  browser: Browser,
  managers: readonly Api[],
  cycleId: string,
): Promise<readonly Screen[]> {
  const [login, api] = [people.managerLogins[0], managers[0]];
  if (!login || !api) throw new Error('nobody manages anybody');
  const { items } = await api.ask(cyclesHttp.listTasks, { query: { state: 'open', cycleId, limit: 1 } });
  const hr = await openSession(browser, address, hrOfficer, password);
  const manager = await openSession(browser, address, login, password);
  return [
    { name: 'home of a manager', path: '/', useful: 'main [data-row]', session: manager },
    { name: 'home of HR', path: '/', useful: 'main .people-by-stage li', session: hr },
    { name: 'board', path: `/cycles/${cycleId}`, useful: 'main .people-by-stage li', session: hr },
    {
      name: 'appraisal',
      path: `/appraisals/${items[0]?.appraisalId ?? ''}`,
      useful: 'main tbody tr[data-row]',
      session: manager,
    },
  ];
}

const kilobyte = 1_000;
const goals = { largestPaintMs: 2_500, layoutShift: 0.02, scriptKb: 400 } as const;

function figuresOf(name: string, samples: readonly Sample[]): Figure[] {
  const of = (speed: Speed, read: (load: Load) => number): number[] =>
    samples.flatMap((sample) => {
      const loads = sample[name];
      return loads ? [read(loads[speed])] : [];
    });
  const both = Object.keys(speeds) as Speed[];
  return [
    ...both.flatMap((speed) => [
      judged(
        `${name}, ${speed}: LCP`,
        'ms',
        of(speed, (load) => load.largestPaintMs),
        {
          atMost: goals.largestPaintMs,
        },
      ),
      figure(
        `${name}, ${speed}: to the useful row`,
        'ms',
        of(speed, (load) => load.usefulMs),
      ),
      judged(
        `${name}, ${speed}: CLS`,
        '',
        of(speed, (load) => load.layoutShift),
        { atMost: goals.layoutShift },
      ),
    ]),
    judged(
      `${name}: script`,
      'kB',
      of('full speed', (load) => load.scriptBytes / kilobyte),
      {
        atMost: goals.scriptKb,
      },
    ),
    figure(
      `${name}: everything`,
      'kB',
      of('full speed', (load) => load.allBytes / kilobyte),
    ),
    figure(
      `${name}: requests`,
      '',
      of('full speed', (load) => load.requests),
    ),
  ];
}
