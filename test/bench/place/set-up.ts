import { type Api, allPages } from '../../../apps/demo-office/src/demo/api.js';
import { metricsHttp } from '../../../libs/contracts/metrics/http.js';
import { rolesHttp } from '../../../libs/contracts/roles/http.js';
import { dataOwner, hrOfficer, managerCodes, organisationFiles, otherPositions } from './company.js';
import { sourceDefinitions, sourceIds } from './figures.js';

export interface People {
  /** Department ids by code. */
  readonly departments: ReadonlyMap<string, string>;
  /** Employee codes of those who are appraised, by person id. */
  readonly appraised: ReadonlyMap<string, string>;
  readonly managerLogins: readonly string[];
}

/** Through the public API, as the company's administrator would. */
export async function setUpCompany(
  admin: Api,
  { n, password, analyze }: { n: number; password: string; analyze: () => Promise<unknown> },
): Promise<People> {
  for (const position of otherPositions) await admin.ask(rolesHttp.createPosition, { body: position });
  for (const [index, content] of (await organisationFiles(n)).entries()) {
    const report = await admin.ask(rolesHttp.importOrganisation, {
      file: { name: `people-${index + 1}.xlsx`, content },
    });
    if (report.state !== 'loaded') throw new Error(`the import was refused: ${JSON.stringify(report.problems[0])}`);
  }
  // What autovacuum does within a minute of an import or a load: no measurement waits for it.
  await analyze();
  const ids = await idsByCode(admin);
  const managerLogins = managerCodes(n);
  const accounts = [
    { login: hrOfficer, grants: [{ grant: 'hr' as const, sourceId: null }] },
    { login: dataOwner, grants: sourceIds.map((sourceId) => ({ grant: 'data_owner' as const, sourceId })) },
    ...managerLogins.map((login) => ({ login, grants: [] })),
  ];
  for (const { login, grants } of accounts) {
    const personId = ids.get(login) ?? null;
    await admin.ask(rolesHttp.createAccount, { body: { login, personId, password, grants, locale: 'en' } });
  }
  for (const body of sourceDefinitions()) await admin.ask(metricsHttp.createSource, { body });
  const { items } = await admin.ask(rolesHttp.listDepartments);
  return {
    departments: new Map(items.map(({ code, departmentId }) => [code, departmentId])),
    appraised: new Map([...ids].filter(([code]) => code.startsWith('R')).map(([code, personId]) => [personId, code])),
    managerLogins,
  };
}

async function idsByCode(admin: Api): Promise<Map<string, string>> {
  const people = await allPages((cursor) =>
    admin.ask(rolesHttp.listPeople, { query: { limit: 500, ...(cursor ? { cursor } : {}) } }),
  );
  return new Map(people.map(({ employeeCode, personId }) => [employeeCode, personId]));
}
