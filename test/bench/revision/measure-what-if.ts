import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { metricsHttp } from '../../../libs/contracts/metrics/http.js';
import { freezeCollection, openCollection } from '../../../libs/contracts/metrics/messages.js';
import { rolesHttp } from '../../../libs/contracts/roles/http.js';
import { figure, judged, type MetricReport, steadinessOf } from '../measure/figure.js';
import { type Metered, meter, totalCpu } from '../measure/meter.js';
import { measureRounds } from '../measure/rounds.js';
import { month } from '../place/company.js';
import { sourceIds } from '../place/figures.js';
import type { Place } from '../place/place.js';
import { scoreAll } from '../scoring/score-all.js';

const standardId = 'sales';
const cyclesTried = 6;
const lookEveryMs = 200;

/** S1: a draft of a standard tried on six scored cycles, asked for → everybody computed again and the findings read. */
export async function measureWhatIf(place: Place, cycleId: string, rounds: number): Promise<MetricReport> {
  const { n, log } = place;
  await scoreAll(place, cycleId);
  for (let more = 1; more < cyclesTried; more += 1) await scoreAll(place, await collectAgain(place));
  await place.owner.query('analyze');
  const draft = await heavierDraft(place);
  const measured = await measureRounds<Metered>({ rounds, control: () => place.control.run(), log }, async () => {
    const ours = await meter(place, () => tryDraft(place, draft));
    log(`S1 N=${n}: ${cyclesTried * n} results in ${ours.seconds.toFixed(1)} s`);
    return ours;
  });
  const of = <T>(read: (sample: Metered) => T): T[] => measured.counted.map(({ sample }) => read(sample));
  return {
    metric: 'S1',
    title: `What-if: a draft tried on ${cyclesTried} scored cycles of everybody`,
    n,
    steadiness: steadinessOf(measured),
    figures: [
      n === 10_000
        ? judged(
            'asked → findings read',
            's',
            of(({ seconds }) => seconds),
            { atMost: 60 },
          )
        : figure(
            'asked → findings read',
            's',
            of(({ seconds }) => seconds),
          ),
      figure(
        'results',
        'a second',
        of(({ seconds }) => (cyclesTried * n) / seconds),
      ),
      figure(
        'CPU',
        'ms/result',
        of((sample) => (totalCpu(sample) * 1_000) / (cyclesTried * n)),
      ),
    ],
    notes: [`${cyclesTried * n} results a round; every one of them is counted in the findings`],
    rounds: measured.all,
    peers: [],
  };
}

/** One more cycle over the month: its figures are every later cycle's too. */
async function collectAgain(place: Place): Promise<string> {
  const cycleId = randomUUID();
  const personIds = [...place.people.appraised.keys()];
  await place.bus.ask(openCollection, { cycleId, period: month, sourceIds, personIds }, place.call());
  await place.bus.ask(freezeCollection, { cycleId }, place.call());
  return cycleId;
}

/** The newest version with its first KPI counting twice as much. */
async function heavierDraft(place: Place): Promise<Record<string, unknown>> {
  const { items } = await place.hr.ask(rolesHttp.listStandardVersions, { params: { standardId } });
  const { document } = await place.hr.ask(rolesHttp.getStandardVersion, {
    params: { standardId, version: items[0]?.version ?? 1 },
  });
  const kpis = document.kpis as readonly { readonly rawWeight: string }[];
  return {
    ...document,
    kpis: kpis.map((kpi, index) => (index === 0 ? { ...kpi, rawWeight: String(2 * Number(kpi.rawWeight)) } : kpi)),
  };
}

async function tryDraft(place: Place, document: Record<string, unknown>): Promise<void> {
  const started = await place.hr.ask(metricsHttp.startWhatIf, {
    params: { standardId },
    body: { document, kind: 'month', cycles: cyclesTried },
  });
  const { whatIfId } = started;
  for (;;) {
    const found = await place.hr.ask(metricsHttp.getWhatIf, { params: { whatIfId } });
    if (found.state === 'failed') throw new Error(`the draft was not tried: ${found.failure}`);
    if (found.state === 'done') {
      const counted = found.cycles.reduce((sum, { people }) => sum + people, 0);
      if (counted !== cyclesTried * place.n) throw new Error(`${counted} results instead of ${cyclesTried * place.n}`);
      return;
    }
    await pause(lookEveryMs);
  }
}
