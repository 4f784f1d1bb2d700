import { randomUUID } from 'node:crypto';
import { eachOf } from '../../../apps/demo-office/src/demo/wait.js';
import { computeRun } from '../../../libs/contracts/metrics/messages.js';
import { chunksOf } from '../place/company.js';
import type { Place } from '../place/place.js';

/** As a cycle asks for them: cohorts of at most 500 people, four at a time. */
const cohortSize = 500;
const cohortsAtOnce = 4;

export async function scoreAll(place: Place, cycleId: string): Promise<string[]> {
  const runIds: string[] = [];
  await eachOf(chunksOf([...place.people.appraised.keys()], cohortSize), cohortsAtOnce, async (personIds) => {
    const request = { cycleId, requestKey: randomUUID(), personIds, exclusions: [] };
    const { runId, scored } = await place.bus.ask(computeRun, request, place.call());
    if (scored !== personIds.length) throw new Error(`${personIds.length - scored} people were not scored`);
    runIds.push(runId);
  });
  return runIds;
}
