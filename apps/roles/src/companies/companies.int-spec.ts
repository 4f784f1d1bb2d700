import type { CompanySettings } from '../../../../libs/contracts/roles/company.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { ServiceClient } from '../../../../libs/platform/messaging/index.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { type Office, openOffice } from '../testing/office.js';
import { CompaniesService } from './companies.service.js';

let office: Office;
let companies: CompaniesService;
let cycles = 0;

beforeAll(async () => {
  office = await openOffice();
  const client = { ask: async () => ({ count: cycles }) } as unknown as ServiceClient;
  companies = new CompaniesService(office.database, client);
}, 60_000);
afterAll(() => office.close());

const admin = () => office.callAs({ grants: ['administrator'] });
const set = async (part: Partial<CompanySettings>, version?: number) => {
  const { version: current, ...settings } = await companies.get(admin());
  const input = { params: {}, query: {}, body: { ...settings, ...part }, ifMatch: version ?? current };
  return companies.update(input, admin());
};

it('begins as the operator made it, with its one name in every language', async () => {
  expect(await companies.get(office.callAs({}))).toEqual({
    version: 1,
    names: { 'zh-Hant': '營銷中心', 'zh-Hans': '營銷中心', en: '營銷中心' },
    defaultLocale: 'zh-Hant',
    timeZone: 'Asia/Shanghai',
    watermark: true,
  });
});

it('the default language is that of whoever is created without one, the name that of each reader', async () => {
  await set({
    defaultLocale: 'en',
    names: { 'zh-Hant': '營銷中心', 'zh-Hans': '营销中心', en: 'Marketing' },
    watermark: false,
  });
  const accounts = new AccountsService(office.database);
  const body = { login: 'new.one', personId: null, grants: [] };
  const { accountId } = await accounts.create({ params: {}, query: {}, body }, admin());
  const me = await new SessionsService(office.database).me(office.callAs({ accountId }));
  expect(me).toMatchObject({ locale: 'en', companyName: 'Marketing', companyLocale: 'en', watermark: false });
});

it('a change is kept once a version, with what it was before in the history', async () => {
  const { version } = await companies.get(admin());
  await set({ watermark: true });
  await expect(set({ watermark: false }, version)).rejects.toMatchObject({
    status: 409,
    code: 'request.stale_version',
    values: { current: version + 1 },
  });
  const entries = (await office.asOwner(
    `select before ->> 'watermark' as before, after ->> 'watermark' as after from audit.entry
     where action = 'company.settings_changed' order by entry_id`,
  )) as unknown[];
  expect(entries.at(-1)).toEqual({ before: 'false', after: 'true' });
});

it('the time zone moves before the first cycle and never after it', async () => {
  expect((await set({ timeZone: 'Asia/Taipei' })).timeZone).toBe('Asia/Taipei');
  await expect(set({ timeZone: 'Moon/Tranquility' })).rejects.toMatchObject({ code: 'company.time_zone_unknown' });
  cycles = 2;
  await expect(set({ timeZone: 'Asia/Shanghai' })).rejects.toMatchObject({
    status: 409,
    code: 'company.time_zone_fixed',
    values: { count: 2 },
  });
  expect(await set({ watermark: false })).toMatchObject({ timeZone: 'Asia/Taipei', watermark: false });
});

it('only administrators change it', async () => {
  const { version, ...body } = await companies.get(admin());
  const input = { params: {}, query: {}, body, ifMatch: version };
  for (const grant of ['hr', 'auditor', 'data_owner'] as const)
    await expect(companies.update(input, office.callAs({ grants: [grant] }))).rejects.toBeInstanceOf(Problem);
});
