import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import { people } from '../company/people.js';
import { hrOfficer, otherPositions, staff } from '../company/staff.js';
import { month } from '../month.js';
import { sourceDefinitions } from '../source-definitions.js';
import { type Api, allPages } from './api.js';
import type { Office } from './office.js';
import { eachOf } from './wait.js';

/** Brings the demo company into Kaohe as its administrator and HR would. What is there already stays. */
export async function setUp(office: Office): Promise<void> {
  const admin = await office.admin();
  await createPositions(admin);
  await importOrganisation(office, admin);
  await office.meetPeople(admin);
  await createAccounts(office, admin);
  await configureSources(office, admin);
  await setTargets(office, await office.as(hrOfficer));
}

async function createPositions(admin: Api): Promise<void> {
  const { items } = await admin.ask(rolesHttp.listPositions);
  const known = new Set(items.map((position) => position.positionId));
  for (const position of otherPositions.filter((one) => !known.has(one.positionId))) {
    await admin.ask(rolesHttp.createPosition, { body: position });
  }
}

async function importOrganisation({ settings, board }: Office, admin: Api): Promise<void> {
  const file = { name: 'organisation.xlsx', content: readFileSync(join(settings.folder, 'organisation.xlsx')) };
  const load = () => admin.ask(rolesHttp.importOrganisation, { file });
  const report = await load();
  const said = report.problems.map((problem) => `row ${problem.row} ${problem.code} ${problem.value}`).join('; ');
  board.check('the organisation file loads whole', report.state === 'loaded', said || `${report.rows} rows`);
  board.check('the same file again changes nothing', (await load()).repeated);
  board.say(`organisation: ${people.length + staff.length} people are known`);
}

async function createAccounts(office: Office, admin: Api): Promise<void> {
  const existing = await allPages((cursor) =>
    admin.ask(rolesHttp.listAccounts, { query: { limit: 500, ...(cursor ? { cursor } : {}) } }),
  );
  const logins = new Set(existing.map((account) => account.login));
  const missing = [...staff, ...people.map((person) => ({ ...person, grants: [] }))].filter(
    (person) => !logins.has(person.email),
  );
  await eachOf(missing, 4, async (person) => {
    await admin.ask(rolesHttp.createAccount, {
      body: {
        login: person.email,
        personId: office.idOf(person.code),
        password: office.settings.password,
        grants: [...person.grants],
        locale: person.locale,
      },
    });
  });
  office.board.say(`accounts: ${missing.length} created`);
}

async function configureSources({ board }: Office, admin: Api): Promise<void> {
  const { items } = await admin.ask(metricsHttp.listSources);
  for (const definition of sourceDefinitions()) {
    const known = items.find((source) => source.sourceId === definition.sourceId);
    if (!known) await admin.ask(metricsHttp.createSource, { body: definition });
  }
  const tests = await Promise.all(
    ['erp', 'oa', 'tickets'].map(async (sourceId) => ({
      sourceId,
      ...(await admin.ask(metricsHttp.testSource, {
        params: { sourceId },
        body: { from: month.from, to: month.to },
        reads: true,
      })),
    })),
  );
  for (const { sourceId, ok, datasets } of tests) {
    const problems = datasets
      .filter((dataset) => !dataset.ok)
      .map((dataset) => `${dataset.datasetId} ${dataset.problem}`);
    board.check(
      `the connection test of ${sourceId} reaches all its datasets`,
      ok,
      problems.join('; ') || `${datasets.length}`,
    );
  }
}

/** What the standards leave to HR for each period (‡). */
const targets: Readonly<Record<string, string>> = { content_conversion: '3', new_customers: '2' };

async function setTargets({ board }: Office, hr: Api): Promise<void> {
  const period = { kind: 'month', from: month.from, to: month.to } as const;
  const { items } = await hr.ask(rolesHttp.listPeriodTargets, { query: period });
  const wanted = items.filter((target) => target.value === null && target.personId === null);
  if (wanted.length === 0) return;
  const { items: set } = await hr.ask(rolesHttp.putPeriodTargets, {
    body: {
      ...period,
      targets: wanted.map(({ standardId, kpiId, positionId }) => ({
        standardId,
        kpiId,
        positionId,
        personId: null,
        value: targets[kpiId] ?? '1',
      })),
    },
  });
  board.check(
    'HR set every target the period wants',
    set.every((target) => target.value !== null),
    `${wanted.length}`,
  );
}
