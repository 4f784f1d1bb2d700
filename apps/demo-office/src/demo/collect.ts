import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { ReplyOf } from '../../../../libs/contracts/route.js';
import { figuresOwner, hrOfficer, systemsOwner } from '../company/staff.js';
import { sourceIds } from '../source-definitions.js';
import type { Office } from './office.js';
import { until } from './wait.js';

type SourceId = (typeof sourceIds)[number];
type CycleSource = ReplyOf<typeof metricsHttp.listCycleSources>['items'][number];

const owners = { erp: figuresOwner, survey: figuresOwner, oa: systemsOwner, tickets: systemsOwner } as const;

/** The sources are fetched by the cycle itself; the surveys are brought by their owner. Each is signed off by its owner. */
export async function collect(office: Office, cycleId: string): Promise<void> {
  await untilLaunched(office, cycleId);
  await bringFigures(office, cycleId);
  await signOff(office, cycleId, sourceIds);
  await untilScored(office, cycleId);
}

export async function untilLaunched(office: Office, cycleId: string): Promise<void> {
  const hr = await office.as(hrOfficer);
  await until('the launch', async () => {
    const { state } = await hr.ask(cyclesHttp.cycleProgress, { params: { cycleId } });
    return state !== 'launching';
  });
}

export async function bringFigures(office: Office, cycleId: string): Promise<void> {
  const hr = await office.as(hrOfficer);
  const read = async (): Promise<CycleSource[]> =>
    (await hr.ask(metricsHttp.listCycleSources, { params: { cycleId } })).items;
  await uploadSurveys(office, cycleId);
  const loaded = await until('ERP, OA and tickets to be read', async () => {
    const sources = await read();
    return sources.every((source) => source.lastLoadedAt !== null) && sources;
  });
  for (const source of loaded) {
    office.board.say(
      `${source.sourceId}: ${source.rows} rows, ${source.observations} observations, ${source.quarantined} held back` +
        ` (${source.quarantinedByReason.map(({ reason, rows }) => `${reason} ${rows}`).join(', ')})`,
    );
  }
  checkFaults(office, loaded);
}

export async function untilScored(office: Office, cycleId: string): Promise<void> {
  const hr = await office.as(hrOfficer);
  await until('the cycle to leave collection', async () => {
    const cycle = await hr.ask(cyclesHttp.getCycle, { params: { cycleId } });
    return cycle.frozenAt !== null && cycle.state !== 'collecting' && cycle.state !== 'scoring';
  });
  office.board.say('inputs are frozen, everybody is scored');
}

export async function uploadSurveys(office: Office, cycleId: string): Promise<void> {
  const owner = await office.as(figuresOwner);
  const folder = join(office.settings.folder, 'surveys');
  const upload = (name: string) =>
    owner.ask(metricsHttp.uploadBatch, {
      params: { sourceId: 'survey' },
      query: { cycleId },
      file: { name, content: readFileSync(join(folder, name)) },
    });
  const files = readdirSync(folder).sort();
  for (const name of files) await upload(name);
  const again = await upload(files[0] ?? '');
  office.board.check('the same survey file twice changes nothing', again.outcome === 'unchanged');
  office.board.say(`surveys: ${files.length} files uploaded`);
}

/** The faults the sources have on purpose, by the reason that must name each. README.md lists them. */
const faults: readonly (readonly [source: string, reason: string, rows: number])[] = [
  ['erp', 'duplicate_row', 6],
  ['oa', 'duplicate_row', 12],
  ['oa', 'unknown_person', 7],
  ['oa', 'out_of_period', 3],
  ['tickets', 'unknown_person', 5],
  ['tickets', 'not_a_time', 2],
  ['survey', 'unknown_person', 2],
  ['survey', 'out_of_period', 1],
  ['survey', 'unknown_choice', 1],
  ['survey', 'not_a_number', 1],
  ['survey', 'out_of_range', 1],
  ['survey', 'duplicate_row', 4],
];

function checkFaults({ board }: Office, sources: readonly CycleSource[]): void {
  for (const [sourceId, reason, rows] of faults) {
    const source = sources.find((one) => one.sourceId === sourceId);
    const found = source?.quarantinedByReason.find((one) => one.reason === reason)?.rows ?? 0;
    board.check(`${sourceId}: ${rows} rows are held back as ${reason}`, found === rows, `${found}`);
  }
  const unknownInErp = sources
    .find((one) => one.sourceId === 'erp')
    ?.quarantinedByReason.find((one) => one.reason === 'unknown_person')?.rows;
  board.check('erp: rows under codes nobody has are held back', (unknownInErp ?? 0) >= 4, `${unknownInErp}`);
  const tickets = sources
    .flatMap((source) => source.reconciliations)
    .find((one) => one.sourceId === 'tickets' && one.measure === 'tickets_received');
  board.check('tickets: the total that does not reconcile is named', tickets?.explained === null, tickets?.difference);
  const agreeing = sources.find((one) => one.sourceId === 'erp')?.reconciliations ?? [];
  board.check(
    'erp: the totals differ by the rows held back and nothing else',
    agreeing.length > 0 && agreeing.every((one) => one.explained !== null),
    agreeing.map((one) => `${one.measure} ${one.explained ?? one.difference}`).join(', '),
  );
}

export async function signOff(office: Office, cycleId: string, sources: readonly SourceId[]): Promise<void> {
  for (const sourceId of sources) {
    const owner = owners[sourceId];
    const api = await office.as(owner);
    const state = await api.ask(metricsHttp.signOffSource, {
      params: { cycleId, sourceId },
      body: { reason: '已核对：被隔离的记录已逐条说明，与来源合计的差异已知。' },
    });
    office.board.check(`${sourceId} is signed off by its owner`, state.signedOffAt !== null, owner.name);
  }
}
