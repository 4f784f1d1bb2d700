import { randomUUID } from 'node:crypto';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import { AccountsService } from '../accounts/accounts.service.js';
import type { RolesCall } from '../caller.js';
import { type Office, openOffice } from '../testing/office.js';
import { SavedViewsService } from './saved-views.service.js';

let office: Office;
let views: SavedViewsService;
let ada: RolesCall;
let ben: RolesCall;

beforeAll(async () => {
  office = await openOffice();
  views = new SavedViewsService(office.database);
  const accounts = new AccountsService(office.database);
  const account = async (login: string) => {
    const body = { login, personId: null, password: 'tall-bamboo-quiet-river', grants: [], locale: 'en' as const };
    const input = { params: {}, query: {}, body };
    const { accountId } = await accounts.create(input, office.callAs({ grants: ['administrator'] }));
    return office.callAs({ accountId });
  };
  [ada, ben] = [await account('ada'), await account('ben')];
});
afterAll(() => office.close());

const save = (call: RolesCall, name: string, search = 'stage=interview', key: string = randomUUID()) =>
  views.create({ params: {}, query: {}, body: { place: 'tasks', name, search }, idempotencyKey: key }, call);
const listed = async (call: RolesCall, place: 'tasks' | 'cycles' = 'tasks') =>
  (await views.list({ params: {}, query: { place }, body: {} }, call)).items.map(({ name }) => name);
const rename = (call: RolesCall, viewId: string, name: string) =>
  views.rename({ params: { viewId }, query: {}, body: { name } }, call);
const remove = (call: RolesCall, viewId: string) => views.remove({ params: { viewId }, query: {}, body: {} }, call);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

it('are kept, listed by name where they were saved, renamed and removed, each on record', async () => {
  const key = randomUUID();
  const view = await save(ada, 'Talks', 'stage=interview&search=E01', key);
  expect(await save(ada, 'Talks', 'stage=interview&search=E01', key)).toEqual(view);
  expect(view).toMatchObject({ place: 'tasks', name: 'Talks', search: 'stage=interview&search=E01' });
  await save(ada, 'late ones');
  expect([await listed(ada), await listed(ada, 'cycles')]).toEqual([['late ones', 'Talks'], []]);
  expect(await codeOf(save(ada, 'TALKS'))).toBe('saved_view.name_taken');
  expect(await codeOf(rename(ada, view.viewId, 'Late ones'))).toBe('saved_view.name_taken');
  expect(await rename(ada, view.viewId, 'TALKS')).toEqual({ ...view, name: 'TALKS' });
  await remove(ada, view.viewId);
  expect(await listed(ada)).toEqual(['late ones']);
  const entries = (await office.asOwner(
    `select action from audit.entry where subject_type = 'saved_view' order by entry_id`,
  )) as { action: string }[];
  expect(entries.map(({ action }) => action)).toEqual([
    'saved_view.created',
    'saved_view.created',
    'saved_view.renamed',
    'saved_view.removed',
  ]);
});

it('are nobody else’s to see, rename or remove', async () => {
  const { viewId } = await save(ada, 'Mine');
  expect(await listed(ben)).toEqual([]);
  expect(await codeOf(rename(ben, viewId, 'Yours'))).toBe('saved_view.not_found');
  expect(await codeOf(remove(ben, viewId))).toBe('saved_view.not_found');
  expect(await save(ben, 'Mine')).toMatchObject({ name: 'Mine' });
  expect(await listed(ada)).toContain('Mine');
});

it('are at most fifty an account, also when saved at once', async () => {
  const all = await Promise.all(Array.from({ length: 52 }, (_, index) => codeOf(save(ben, `View ${index}`))));
  expect(all.filter((code) => code === 'ok')).toHaveLength(49);
  expect(new Set(all.filter((code) => code !== 'ok'))).toEqual(new Set(['saved_view.too_many']));
}, 30_000);

it.each([
  ['', true],
  ['stage=interview&search=%E9%99%B3', true],
  ['from=2026-10-01&of=%2212%22', true],
  ['?stage=interview', false],
  ['stage', false],
  ['stage=a&&b=c', false],
  ['stage=a b', false],
  ['stage=<script>', false],
  ['stage=%', false],
  ['stage=%FF', false],
  ['stage=%00', false],
  ['#stage=a', false],
  [`search=${'a'.repeat(994)}`, false],
])('what is kept of an address is its filters and nothing else: %s', (search, fits) => {
  const body = { place: 'tasks', name: 'A view', search };
  expect(rolesHttp.createSavedView.body.safeParse(body).success).toBe(fits);
});
