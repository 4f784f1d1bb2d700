import type { Locale } from '../../../../libs/contracts/values.js';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { readGrantHolders } from '../population/answers.js';
import { createDepartments, loadPeople, type Office, openOffice } from '../testing/office.js';
import { findActor } from './acting-account.js';
import { findSession, tokenHash } from './resolve-session.js';
import { SessionsService } from './sessions.service.js';
import { closeSession, openSession } from './sign-in.js';

let office: Office;
let ids: Record<string, string>;
let accounts: AccountsService;
const id = (code: string): string => ids[code] ?? `nobody ${code}`;
const password = 'tall-bamboo-quiet-river';

beforeAll(async () => {
  office = await openOffice();
  accounts = new AccountsService(office.database);
  await createDepartments(office, 'centre');
  await loadPeople(
    office,
    'M1,Manager,,sales_manager,centre,,2026-01-01,',
    'E1,Employee,,sales_rep,centre,M1,2026-01-01,',
    'E2,Another,,sales_rep,centre,M1,2026-01-01,',
    'E3,Leaver,,sales_rep,centre,M1,2020-01-01,2020-06-01',
  );
  ids = await office.ids();
});
afterAll(() => office.close());
afterEach(() => runStatement(office.database, 'delete from roles.sign_in_attempt'));

const administrator = () => office.callAs({ grants: ['administrator'] });
let serial = 0;
async function createAccount(
  person: string | null,
  grants: { grant: 'hr' | 'data_owner'; sourceId: string | null }[] = [],
) {
  serial += 1;
  const login = `user${serial}`;
  const { accountId } = await accounts.create(
    {
      params: {},
      query: {},
      body: { login, personId: person && id(person), password, grants, locale: 'zh-Hans' },
    },
    administrator(),
  );
  return { login, accountId };
}
const signIn = (login: string, typed = password, address = '10.0.0.1') =>
  openSession(office.database, { login, password: typed, address }, 'test');
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );
const resolve = (token: string) => findSession(office.database, token);
/** Who the account is for work that goes on without its session. */
const acting = (accountId: string, companyId = office.companyId) => findActor(office.database, companyId, accountId);
const shift = (token: string, sql: string) =>
  runStatement(office.database, `update roles.session set ${sql} where token_hash = $1`, [tokenHash(token)]);

it('a session tells who its person is, in one question', async () => {
  const { login, accountId } = await createAccount('E1', [
    { grant: 'hr', sourceId: null },
    { grant: 'data_owner', sourceId: 'erp' },
    { grant: 'data_owner', sourceId: 'survey' },
  ]);
  const { token, expiresAt } = await signIn(` ${login.toUpperCase()} `);
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
  const session = await resolve(token);
  expect(session).toEqual({
    companyId: office.companyId,
    locale: 'zh-Hans',
    timeZone: 'Asia/Shanghai',
    actor: {
      accountId,
      personId: id('E1'),
      sessionId: expect.any(String),
      grants: ['data_owner', 'hr'],
      sourceIds: expect.arrayContaining(['erp', 'survey']),
    },
  });
  expect(await resolve(`${token}x`)).toBeNull();
  await closeSession(office.database, token, 'test');
  expect(await resolve(token)).toBeNull();
  await closeSession(office.database, token, 'test');
});

it('the token itself is stored nowhere', async () => {
  const { login } = await createAccount(null);
  const { token } = await signIn(login);
  const [row] = (await office.asOwner(
    `select count(*)::int as found from roles.session s where s::text like '%${token}%'`,
  )) as { found: number }[];
  expect(row?.found).toBe(0);
});

it('a session ends after 30 minutes without use and after 8 hours with it', async () => {
  const { login } = await createAccount(null);
  const { token } = await signIn(login);
  await shift(token, `last_seen_at = platform.now() - interval '29 minutes'`);
  expect(await resolve(token)).not.toBeNull();
  const [seen] = await runStatement<{ fresh: boolean }>(
    office.database,
    `select last_seen_at > platform.now() - interval '10 seconds' as fresh from roles.session where token_hash = $1`,
    [tokenHash(token)],
  );
  expect(seen?.fresh).toBe(true);
  await shift(token, `last_seen_at = platform.now() - interval '31 minutes'`);
  expect(await resolve(token)).toBeNull();
  await shift(token, `last_seen_at = platform.now(), expires_at = platform.now()`);
  expect(await resolve(token)).toBeNull();
});

it('a disabled account is out at once and may not come back', async () => {
  const { login, accountId } = await createAccount(null);
  const { token } = await signIn(login);
  const disable = (disabled: boolean) =>
    accounts.setDisabled({ params: { accountId }, query: {}, body: { disabled, reason: 'on leave' } }, administrator());
  expect((await disable(true)).disabledAt).not.toBeNull();
  expect([await resolve(token), await acting(accountId)]).toEqual([null, null]);
  expect(await codeOf(signIn(login))).toBe('session.refused');
  await disable(false);
  expect(await acting(accountId)).toMatchObject({ accountId, personId: null });
  expect(await resolve(token)).toBeNull();
  expect(await codeOf(signIn(login))).toBe('ok');
});

it('a changed grant shows at the next question', async () => {
  const { login, accountId } = await createAccount('E2');
  const { token } = await signIn(login);
  const grants = [{ grant: 'data_owner' as const, sourceId: 'oa' }];
  await accounts.setGrants({ params: { accountId }, query: {}, body: { grants, reason: 'new post' } }, administrator());
  expect((await resolve(token))?.actor).toMatchObject({ grants: ['data_owner'], sourceIds: ['oa'] });
  expect(await acting(accountId)).toMatchObject({ personId: id('E2'), grants: ['data_owner'], sourceIds: ['oa'] });
  expect(await acting(accountId, '00000000-0000-4000-8000-000000000001')).toBeNull();
  const holders = (sourceId: string) =>
    inTransaction(office.database, office.operator, (transaction) =>
      readGrantHolders(transaction, office.companyId, { grant: 'data_owner', sourceId }),
    );
  expect(await holders('oa')).toEqual({ holders: [{ personId: id('E2'), accountId }] });
  expect(await holders('tickets')).toEqual({ holders: [] });
});

it('who left is out from that day on', async () => {
  const { login, accountId } = await createAccount('E3');
  expect(await acting(accountId)).toBeNull();
  expect(await codeOf(signIn(login))).toBe('session.refused');

  await loadPeople(office, 'E4,Leaves today,,sales_rep,centre,M1,2026-01-01,');
  ids = await office.ids();
  const leaver = await createAccount('E4');
  const { token } = await signIn(leaver.login);
  const [date] = await office.query<{ tomorrow: string; today: string }>(
    'select (roles.today() + 1)::text as tomorrow, roles.today()::text as today',
  );
  await loadPeople(office, `E4,Leaves today,,sales_rep,centre,M1,2026-01-01,${date?.tomorrow}`);
  expect(await resolve(token)).not.toBeNull();
  await loadPeople(office, `E4,Leaves today,,sales_rep,centre,M1,2026-01-01,${date?.today}`);
  expect(await resolve(token)).toBeNull();
});

describe('the limits of signing in', () => {
  it('stop the sixth guess at an account within a minute, also with the right password', async () => {
    const { login } = await createAccount(null);
    for (let guess = 1; guess <= 5; guess += 1) {
      expect(await codeOf(signIn(login, 'wrong', `10.1.0.${guess}`))).toBe('session.refused');
    }
    expect(await codeOf(signIn(login, password, '10.1.0.9'))).toBe('session.too_many_attempts');
  });

  it('do not lock the owner out at an address they used before', async () => {
    const { login } = await createAccount(null);
    await signIn(login, password, '10.2.0.1');
    for (let guess = 1; guess <= 5; guess += 1) await codeOf(signIn(login, 'wrong', `10.2.1.${guess}`));
    expect(await codeOf(signIn(login, password, '10.2.1.9'))).toBe('session.too_many_attempts');
    expect(await codeOf(signIn(login, password, '10.2.0.1'))).toBe('ok');
  });

  it('stop the twenty-first failure of an address, whatever the logins', async () => {
    for (let guess = 1; guess <= 20; guess += 1) {
      expect(await codeOf(signIn(`nobody${guess}`, 'wrong', '10.3.0.1'))).toBe('session.refused');
    }
    expect(await codeOf(signIn('nobody21', 'wrong', '10.3.0.1'))).toBe('session.too_many_attempts');
  });

  it('count a hundred guesses at once as a hundred', async () => {
    const { login } = await createAccount(null);
    const codes = await Promise.all(
      Array.from({ length: 100 }, (_, guess) => codeOf(signIn(login, 'wrong', `10.4.0.${guess}`))),
    );
    expect(codes.filter((code) => code === 'session.refused')).toHaveLength(5);
  });

  it('let a whole office sign in from one address', async () => {
    const logins = await Promise.all(Array.from({ length: 25 }, () => createAccount(null)));
    for (const { login } of logins) expect(await codeOf(signIn(login, password, '10.5.0.1'))).toBe('ok');
  });
});

it('an unknown account is answered like a wrong password, in like time', async () => {
  const { login } = await createAccount(null);
  const timed = async (name: string) => {
    const started = performance.now();
    await expect(signIn(name, 'wrong')).rejects.toMatchObject({ status: 401, code: 'session.refused' });
    return performance.now() - started;
  };
  await timed('warm-up');
  const known = [await timed(login), await timed(login), await timed(login)].sort((a, b) => a - b)[1] ?? 0;
  const unknown = [await timed('n1'), await timed('n2'), await timed('n3')].sort((a, b) => a - b)[1] ?? 0;
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
});

describe('accounts', () => {
  it('are created by administrators, and never a grant for oneself', async () => {
    const { accountId } = await createAccount('M1');
    const own = office.callAs({ accountId, personId: id('M1'), grants: ['administrator'] });
    const grants = [{ grant: 'hr' as const, sourceId: null }];
    const body = { grants, reason: 'because' };
    expect(await codeOf(accounts.setGrants({ params: { accountId }, query: {}, body }, own))).toBe(
      'account.not_allowed',
    );
    const second = { login: 'second', personId: id('M1'), grants, locale: 'en' as const };
    expect(await codeOf(accounts.create({ params: {}, query: {}, body: second }, own))).toBe('account.not_allowed');
    const hr = office.callAs({ grants: ['hr'] });
    expect(await codeOf(accounts.create({ params: {}, query: {}, body: { ...second, personId: null } }, hr))).toBe(
      'account.not_allowed',
    );
  });

  it('have one login each, without case, and a password nobody guesses first', async () => {
    const { login } = await createAccount(null);
    const create = (name: string, typed?: string) =>
      accounts.create(
        { params: {}, query: {}, body: { login: name, personId: null, password: typed, grants: [], locale: 'en' } },
        administrator(),
      );
    expect(await codeOf(create(login.toUpperCase()))).toBe('account.taken');
    expect(await codeOf(create('fresh', 'password123'))).toBe('password.common');
    const { initialPassword } = await create('fresh');
    expect(await codeOf(signIn('fresh', initialPassword ?? ''))).toBe('ok');
    const wrong = [{ grant: 'data_owner' as const, sourceId: null }];
    expect(
      await codeOf(
        accounts.create(
          { params: {}, query: {}, body: { login: 'owner', personId: null, grants: wrong, locale: 'en' } },
          administrator(),
        ),
      ),
    ).toBe('account.grant_source');
  });

  it('change their own password with the old one, and their other sessions end', async () => {
    const { login, accountId } = await createAccount(null);
    const [kept, other] = [await signIn(login), await signIn(login)];
    const sessions = new SessionsService(office.database);
    const session = await resolve(kept.token);
    const call = office.callAs({ accountId, sessionId: session?.actor.sessionId ?? '' });
    const change = (currentPassword: string, newPassword: string) =>
      sessions.changePassword({ params: {}, query: {}, body: { currentPassword, newPassword } }, call);
    expect(await codeOf(change('wrong', 'seven-new-lanterns'))).toBe('password.wrong');
    expect(await codeOf(change(password, 'seven'))).toBe('password.too_short');
    await change(password, 'seven-new-lanterns');
    expect(await resolve(kept.token)).not.toBeNull();
    expect(await resolve(other.token)).toBeNull();
    expect(await codeOf(signIn(login))).toBe('session.refused');
    expect(await codeOf(signIn(login, 'seven-new-lanterns'))).toBe('ok');
  });

  it('get a new password from an administrator, and all their sessions end', async () => {
    const { login, accountId } = await createAccount(null);
    const { token } = await signIn(login);
    const input = { params: { accountId }, query: {}, body: { reason: 'forgotten' } };
    const { initialPassword } = await accounts.resetPassword(input, administrator());
    expect(await resolve(token)).toBeNull();
    expect(await codeOf(signIn(login, initialPassword))).toBe('ok');
  });

  it('are listed by pages with their grants and persons', async () => {
    const auditor = office.callAs({ grants: ['auditor'] });
    const page = await accounts.list({ params: {}, query: { limit: 2 }, body: {} }, auditor);
    expect(page.items.map((account) => account.login)).toEqual(['admin', 'fresh']);
    expect(page.items[0]).toMatchObject({ person: null, grants: [{ grant: 'administrator', sourceId: null }] });
    const rest = await accounts.list(
      { params: {}, query: { limit: 500, cursor: page.next ?? undefined }, body: {} },
      auditor,
    );
    expect(rest.next).toBeNull();
    expect(rest.items.map((account) => account.login)).not.toContain('admin');
  });
});

it('me: person, grants, language and whether somebody reports to me today', async () => {
  const sessions = new SessionsService(office.database);
  const account = async (person: string) => {
    const [row] = await office.query<{ account_id: string }>(
      'select account_id from roles.account where person_id = $1',
      [id(person)],
    );
    return office.callAs({ accountId: row?.account_id ?? '', personId: id(person) });
  };
  const manager = await account('M1');
  expect(await sessions.me(manager)).toMatchObject({
    companyName: '營銷中心',
    person: { employeeCode: 'M1', name: 'Manager' },
    isManager: true,
    locale: 'zh-Hans',
  });
  expect((await sessions.me(await account('E1'))).isManager).toBe(false);
  const chosen: Locale = 'en';
  expect((await sessions.setLocale({ params: {}, query: {}, body: { locale: chosen } }, manager)).locale).toBe('en');
});
