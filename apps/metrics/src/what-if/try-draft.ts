import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { WhatIfPerson } from '../../../../libs/contracts/metrics/http.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import type { MetricsCall } from '../caller.js';
import { type Collection, readCollection } from '../collections/collection-rows.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Given } from '../runs/given.js';
import { scorePeople } from '../runs/score-people.js';
import { readStandards, type Standards } from '../runs/standards.js';
import { draftAs } from './draft.js';
import { holdWaiting, keepTried, type Measured, readUntried, type Waiting, type WhatIfRow } from './what-if-rows.js';

/** Between two chunks others get their turn, the bar moves, and a process that stops has lost this much. */
const chunk = 500;
/** While one is added up by the database the other is scored here. */
const chunksAtOnce = 2;

/** Scores everybody again by the draft, from the figures their own run was made of; goes on where it stopped. Stops early when `signal` says so. */
export async function tryDraft(
  database: DataSource,
  organisation: Organisation,
  waiting: Waiting,
  whatIf: WhatIfRow,
  signal: AbortSignal,
): Promise<void> {
  const { companyId } = waiting;
  const call: MetricsCall = { requestId: randomUUID(), companyId, actor: null, locale: 'en' };
  const inCompany = <T>(work: (transaction: Transaction) => Promise<T>) => inTransaction(database, { companyId }, work);
  for (const cycleId of whatIf.cycleIds) {
    const { collection, standards } = await inCompany(async (transaction) => ({
      collection: await readCollection(transaction, companyId, cycleId),
      standards: withDraft(await readStandards(transaction, companyId, cycleId), whatIf),
    }));
    const untried = await inCompany((transaction) => readUntried(transaction, companyId, whatIf, cycleId));
    const chunks = chunksOf(untried);
    const work = async (): Promise<void> => {
      for (let people = chunks.shift(); people && !signal.aborted; people = chunks.shift()) await tryChunk(people);
    };
    const tryChunk = async (people: readonly Measured[]): Promise<void> => {
      const tried = await inCompany((transaction) => tryOn(transaction, companyId, { collection, standards, people }));
      const named = await nameThem(organisation, call, collection, tried);
      await inCompany((transaction) => keepTried(transaction, companyId, whatIf.whatIfId, named));
      await holdWaiting(database, waiting);
    };
    await Promise.all(Array.from({ length: chunksAtOnce }, work));
  }
}

/** Every version that a cycle was scored by is the draft now; the other standards stay. */
const withDraft = (standards: Standards, { standardId, document }: WhatIfRow): Standards =>
  new Map(
    [...standards].map(([key, standard]) => [
      key,
      standard.version.standardId === standardId ? draftAs(document, standard.version.version) : standard,
    ]),
  );

/** Of one run each: a run was given exclusions and points of its own. */
function chunksOf(people: readonly Measured[]): Measured[][] {
  const chunks: Measured[][] = [];
  for (const person of people) {
    const last = chunks.at(-1);
    if (last && last.length < chunk && last[0]?.runId === person.runId) last.push(person);
    else chunks.push([person]);
  }
  return chunks;
}

interface Trying {
  readonly collection: Collection;
  readonly standards: Standards;
  readonly people: readonly Measured[];
}
type Tried = Measured & Pick<WhatIfPerson, 'totalAfter' | 'gradeAfter'>;

async function tryOn(
  transaction: Transaction,
  companyId: string,
  { collection, standards, people }: Trying,
): Promise<Tried[]> {
  const [first] = people;
  const [run] = await transaction.query<{ given: Given }>(
    'select given from metrics.score_run where company_id = $1 and run_id = $2',
    [companyId, first?.runId],
  );
  if (!first || !run) return [];
  const scored = await scorePeople(transaction, {
    companyId,
    collection,
    snapshotNo: first.snapshotNo,
    personIds: people.map(({ personId }) => personId),
    standards,
    given: run.given,
  });
  const after = new Map(scored.map((one) => [one.personId, one]));
  return people.map((one) => {
    const again = after.get(one.personId);
    return { ...one, totalAfter: again?.total ?? null, gradeAfter: again?.grade ?? null };
  });
}

const nobody = { 'zh-Hant': '', 'zh-Hans': '', en: '' };

/** As the organisation knows them for the period. */
async function nameThem(
  organisation: Organisation,
  call: MetricsCall,
  { kind, from, to, cycleId }: Collection,
  tried: readonly Tried[],
): Promise<WhatIfPerson[]> {
  const members = await organisation.population(
    call,
    { kind, from, to },
    tried.map(({ personId }) => personId),
  );
  const known = new Map(members.map((member) => [member.personId, member]));
  return tried.map(({ personId, total, grade, totalAfter, gradeAfter }) => {
    const member = known.get(personId);
    return {
      cycleId,
      personId,
      employeeCode: member?.employeeCode ?? '',
      name: member?.name ?? '',
      departmentNames: member?.departmentNames ?? nobody,
      positionNames: member?.positionNames ?? nobody,
      totalBefore: total,
      gradeBefore: grade,
      totalAfter,
      gradeAfter,
    };
  });
}
