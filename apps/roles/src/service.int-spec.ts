import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { rolesHttp } from '../../../libs/contracts/roles/http.js';
import { companies, resolveSession, signIn, signOut } from '../../../libs/contracts/roles/messages.js';
import { inTransaction, openDatabase } from '../../../libs/platform/database/index.js';
import { type Call, natsConnectionOptions, ServiceClient, sendFile } from '../../../libs/platform/messaging/index.js';
import { startService } from '../../../libs/platform/service/index.js';
import { freshBus, freshDatabase, type TestDatabase } from '../../../test/support/servers.js';
import { RolesModule } from './app.module.js';
import { rolesProgram } from './command.js';

let database: TestDatabase;
let client: ServiceClient;
let stop: () => Promise<void>;
const output: string[] = [];
const nobody = '00000000-0000-0000-0000-000000000000';
const anonymous: Call = { requestId: 'test', companyId: nobody, actor: null, locale: 'en' };

beforeAll(async () => {
  database = await freshDatabase();
  const bus = await freshBus();
  const config = {
    ...bus,
    KAOHE_SERVICE_DATABASE_URL: database.urlOf('roles'),
    KAOHE_LOG_LEVEL: 'fatal' as const,
    KAOHE_HEALTH_PORT: 0,
  };
  const { app } = await startService({ name: 'roles', module: RolesModule.with(config), config });
  client = new ServiceClient(natsConnectionOptions(config, 'test'));
  await client.connect();
  const address = await app.getUrl();
  expect((await fetch(`${address}/health`)).status).toBe(200);
  stop = async () => {
    await client.close();
    await app.close();
    await database.drop();
  };
}, 60_000);
afterAll(() => stop());

const kaohe = (...argv: string[]) =>
  rolesProgram({
    env: { KAOHE_SERVICE_DATABASE_URL: database.urlOf('roles'), KAOHE_DEMO_PASSWORD: 'tall-bamboo-quiet-river' },
    say: (text) => output.push(text),
  }).parseAsync(argv, { from: 'user' });

let call: Call;

it('the operator makes a company with its standards; doing so again changes nothing', async () => {
  await expect(kaohe('standards', 'load')).rejects.toThrow('There is no company yet');
  for (const round of ['first', 'second']) {
    await kaohe('company', 'create', '--name', 'Acme', '--admin-login', 'boss');
    await kaohe('standards', 'load');
    const { companies: all } = await client.ask(companies, {}, anonymous);
    expect([round, all.map((company) => company.name)]).toEqual([round, ['Acme']]);
  }
  expect(output).toContainEqual(expect.stringContaining('is there already'));
  expect(output.filter((line) => line === 'sales: kept')).toHaveLength(1);
  expect(output.join('\n')).not.toContain('tall-bamboo');
});

it('the administrator signs in and is somebody', async () => {
  const { token } = await client.ask(
    signIn,
    { login: 'boss', password: 'tall-bamboo-quiet-river', address: '127.0.0.1' },
    anonymous,
  );
  const { session } = await client.ask(resolveSession, { token }, anonymous);
  if (!session) throw new Error('no session');
  call = { requestId: 'test', companyId: session.companyId, actor: session.actor, locale: session.locale };
  const me = await client.ask(rolesHttp.getSession, { params: {}, query: {}, body: {} }, call);
  expect(rolesHttp.getSession.reply.parse(me)).toMatchObject({
    login: 'boss',
    grants: ['administrator'],
    person: null,
  });
});

it('an upload becomes an organisation, and every answer fits its contract', async () => {
  const department = await client.ask(
    rolesHttp.createDepartment,
    {
      params: {},
      query: {},
      body: { code: 'centre', names: { 'zh-Hant': '中心', 'zh-Hans': '中心', en: 'Centre' }, parentId: null },
      idempotencyKey: 'd1',
    },
    call,
  );
  expect(rolesHttp.createDepartment.reply.parse(department).code).toBe('centre');

  const content = Buffer.from(
    [
      '工號,姓名,崗位,部門,上級工號,生效日期',
      'H1,林梅,marketing_head,centre,,2026-01-01',
      'S1,陳晨,sales_rep,centre,H1,2026-01-01',
      'S2,張三,sales_rep,centre,H1,2026-01-01',
    ].join('\n'),
  );
  const file = { fileId: randomUUID(), name: '人員.csv', contentType: 'text/csv', size: content.length };
  await sendFile(client, 'roles', { ...file, content }, call);
  const report = await client.ask(
    rolesHttp.importOrganisation,
    { params: {}, query: { dryRun: 'false' }, body: {}, upload: file },
    call,
  );
  expect(rolesHttp.importOrganisation.reply.parse(report)).toMatchObject({ state: 'loaded', peopleCreated: 3 });
  const read = await client.ask(
    rolesHttp.getOrganisationImport,
    { params: { importId: report.importId }, query: {}, body: {} },
    call,
  );
  expect(rolesHttp.getOrganisationImport.reply.parse(read)).toEqual(report);

  const departments = await client.ask(rolesHttp.listDepartments, { params: {}, query: {}, body: {} }, call);
  expect(rolesHttp.listDepartments.reply.parse(departments).items).toMatchObject([{ code: 'centre', people: 3 }]);

  const asked = { params: {}, query: { limit: 2, includeLeavers: 'false' as const }, body: {} };
  const page = rolesHttp.listPeople.reply.parse(await client.ask(rolesHttp.listPeople, asked, call));
  expect(page.items.map((person) => person.name)).toEqual(['林梅', '陳晨']);
  const rest = await client.ask(
    rolesHttp.listPeople,
    { ...asked, query: { ...asked.query, cursor: page.next ?? undefined } },
    call,
  );
  expect(rest).toMatchObject({ items: [{ name: '張三' }], next: null });
  const found = await client.ask(rolesHttp.listPeople, { ...asked, query: { ...asked.query, search: '晨' } }, call);
  expect(found.items.map((person) => person.employeeCode)).toEqual(['S1']);

  const director = {
    positionId: 'director',
    names: { 'zh-Hant': '總監', 'zh-Hans': '总监', en: 'Director' },
  };
  const create = (idempotencyKey: string) =>
    client.ask(rolesHttp.createPosition, { params: {}, query: {}, body: director, idempotencyKey }, call);
  expect(rolesHttp.createPosition.reply.parse(await create('p1'))).toEqual({ ...director, standardId: null });
  await expect(create('p2')).rejects.toMatchObject({ status: 409, code: 'position.exists' });
  const positions = await client.ask(rolesHttp.listPositions, { params: {}, query: {}, body: {} }, call);
  expect(rolesHttp.listPositions.reply.parse(positions).items).toHaveLength(11);
  const standards = await client.ask(rolesHttp.listStandards, { params: {}, query: {}, body: {} }, call);
  expect(rolesHttp.listStandards.reply.parse(standards).items).toHaveLength(6);
  const template = await client.ask(rolesHttp.organisationTemplate, { params: {}, query: {}, body: {} }, call);
  expect(rolesHttp.organisationTemplate.reply.parse(template).size).toBeGreaterThan(1000);
});

it('a person sees themself and their reports, and finds nobody else', async () => {
  const everybody = await client.ask(
    rolesHttp.listPeople,
    { params: {}, query: { limit: 50, includeLeavers: 'false' }, body: {} },
    call,
  );
  const idOf = (code: string) => everybody.items.find((person) => person.employeeCode === code)?.personId ?? '';
  const as = (code: string): Call => ({
    ...call,
    actor: { accountId: randomUUID(), personId: idOf(code), sessionId: randomUUID(), grants: [], sourceIds: [] },
  });
  const seen = async (code: string) => {
    const page = await client.ask(
      rolesHttp.listPeople,
      { params: {}, query: { limit: 50, includeLeavers: 'false' }, body: {} },
      as(code),
    );
    return page.items.map((person) => person.employeeCode);
  };
  expect(await seen('H1')).toEqual(['H1', 'S1', 'S2']);
  expect(await seen('S1')).toEqual(['S1']);
  const get = (who: string, whom: string) =>
    client.ask(rolesHttp.getPerson, { params: { personId: idOf(whom) }, query: {}, body: {} }, as(who));
  expect(rolesHttp.getPerson.reply.parse(await get('H1', 'S1')).assignments).toHaveLength(1);
  await expect(get('S1', 'S2')).rejects.toMatchObject({ status: 404, code: 'person.not_found' });
  await expect(get('S1', 'H1')).rejects.toMatchObject({ status: 404 });
});

it('row-level security alone shows another company nothing', async () => {
  const roles = await openDatabase(database.urlOf('roles'), { applicationName: 'test' });
  try {
    for (const table of ['person', 'department', 'assignment', 'account', 'session', 'standard_version', 'company']) {
      const rows = await inTransaction(roles, { companyId: randomUUID() }, (transaction) =>
        transaction.query(`select from roles.${table}`),
      );
      expect([table, rows.length]).toEqual([table, 0]);
    }
  } finally {
    await roles.destroy();
  }
});

it('what is not asked by the contract is refused, and a closed session is nobody', async () => {
  const refused = client.ask(
    rolesHttp.listPeople,
    { params: {}, query: { limit: 0, includeLeavers: 'false' }, body: {} },
    call,
  );
  await expect(refused).rejects.toMatchObject({ status: 400, code: 'request.invalid' });
  const { token } = await client.ask(
    signIn,
    { login: 'BOSS', password: 'tall-bamboo-quiet-river', address: '127.0.0.1' },
    anonymous,
  );
  await client.ask(signOut, { token }, anonymous);
  expect(await client.ask(resolveSession, { token }, anonymous)).toEqual({ session: null });
});
