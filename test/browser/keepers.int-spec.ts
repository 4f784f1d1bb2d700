import type { Browser } from 'playwright-core';
import { launchChromium } from '../../apps/demo-office/src/browser/chromium.js';
import { auditor, hrOfficer } from '../../apps/demo-office/src/company/staff.js';
import { locales } from '../../libs/contracts/values.js';
import { type DemoStack, startDemoStack } from '../support/demo-stack.js';
import { Screen } from './screen.js';

let stack: DemoStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startDemoStack(), launchChromium()]);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
}, 60_000);

const open = async (login: string): Promise<Screen> => {
  const screen = await Screen.open(browser, stack.address, 'en');
  await screen.signIn(login, stack.password);
  await screen.speak('en');
  return screen;
};
const hr = () => open(hrOfficer.email);

test('HR writes the next version of a standard, refused where the rules refuse, and sees what changes', async () => {
  const screen = await hr();
  const { page } = screen;
  await screen.go('/standards/market_research/next');
  const weight = page.locator('[id="kpis.report_punctuality.rawWeight"]');
  await weight.fill('-1');
  await page.getByText('A weight is 0 or more.').waitFor();
  await weight.fill('25');
  await page.getByText('Raw weights 55 → 100 %').first().waitFor();
  await page.getByText('worked example(s) come out otherwise').waitFor();
  await page.getByRole('button', { name: 'Worked examples' }).click();
  const accept = page.getByRole('button', { name: 'I checked it' });
  await accept.first().waitFor();
  while ((await accept.count()) > 0) {
    const left = await accept.count();
    await accept.first().click();
    await page.waitForFunction(
      (before) =>
        [...document.querySelectorAll('button')].filter((one) => one.textContent?.includes('I checked it')).length <
        before,
      left,
    );
  }
  await page.getByLabel('Reason').fill('Reports on time matter more from next year on');
  await page.getByRole('button', { name: 'Create version 2' }).click();
  await page.getByRole('link', { name: 'Compare with version 1' }).click();
  await page.getByText('What becomes of the effective weights').waitFor();
  await page.getByText('45.45 %').waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test('HR writes a new standard from nothing with the keyboard: what is missing is said beside it, a wrong example keeps it from being created', async () => {
  const screen = await hr();
  const { page } = screen;
  await screen.go('/standards');
  await page.getByRole('button', { name: 'New standard' }).click();
  await page.getByLabel('Code of the standard').fill('sales');
  await page.keyboard.press('Enter');
  await page.getByText('“sales” is used already.').waitFor();
  await page.getByLabel('Code of the standard').fill('inside_sales');
  await page.keyboard.press('Enter');
  await page.getByText('Choose at least one position.').waitFor();
  const type = async (path: string, text: string) => {
    await page.locator(`[id="${path}"]`).focus();
    await page.keyboard.type(text);
  };
  const name = async (path: string, text: string) => {
    for (const locale of locales) await type(`${path}.names.${locale}`, text);
  };
  const add = (path: string, code: string) => type(path, code).then(() => page.keyboard.press('Enter'));
  await add('new-position', 'inside_rep');
  await name('positions.inside_rep', 'Inside rep');
  await page.getByRole('button', { name: 'Rules of the whole' }).click();
  await name('standard', 'Inside sales');
  await page.getByRole('button', { name: 'KPIs' }).click();
  for (const [kpiId, weight] of [
    ['calls', '60'],
    ['visits', '55'],
  ] as const) {
    await add('new-kpi', kpiId);
    await type(`kpis.${kpiId}.rawWeight`, weight);
    await type(`kpis.${kpiId}.target`, '10');
    await name(`kpis.${kpiId}`, kpiId);
    await type(`kpis.${kpiId}.sourceId`, 'oa');
    await page.keyboard.press('Escape');
    await type(`kpis.${kpiId}.inputs.actual`, `${kpiId}_made`);
    await page.keyboard.press('Escape');
  }
  await page.getByText('Raw weights 115 → 100 %').waitFor();
  await page.locator('[id="kpis.visits.up"]').focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('kpis.visits.down');
  await page.getByRole('button', { name: 'Worked examples' }).click();
  await add('new-example', 'one_month');
  await type('examples.one_month.inputs.calls_made', '9');
  await type('examples.one_month.inputs.visits_made', '10');
  await page.getByLabel('Written value of Total').fill('95');
  await page.getByText('1 worked example(s) come out otherwise').waitFor();
  await page.getByRole('button', { name: 'Take the calculated value of Total' }).click();
  await page.getByLabel('Reason').fill('A team of its own');
  await page.getByRole('button', { name: 'Create version 1' }).click();
  await page.getByRole('heading', { name: 'Inside sales' }).waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test('HR mends the faults of an import in place and moves whom it brought', async () => {
  const screen = await hr();
  const { page } = screen;
  await screen.go('/people/import');
  const header = 'employee code,name,email,position,department,manager code,from';
  const rows = ['Z1,Wang Ming,wang,sales_rep,market,E0001,2026-13-01', 'Z2,Li Si,,astronaut,market,E9999,2026-01-01'];
  await page.locator('input[type=file]').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([header, ...rows].join('\n')),
  });
  await page.getByLabel('email of row 2').fill('wang@example.com');
  await page.getByLabel('from of row 2').fill('2026-01-01');
  await page.getByLabel('manager code of row 3').fill('E0001');
  await page.getByRole('combobox', { name: 'position of row 3' }).fill('sales_rep');
  expect(await screen.barriers()).toEqual([]);
  await page.getByRole('button', { name: 'Check the corrected rows' }).click();
  await page.getByText('Every row fits').waitFor();
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await page.getByText('Loaded.').waitFor();

  await screen.go('/people?search=Z1');
  await page.getByRole('link', { name: 'Wang Ming' }).click();
  await page.getByRole('button', { name: 'Change the post' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('From', { exact: true }).fill('2027-01-04');
  await page.keyboard.press('Enter');
  await dialog.locator('#positionId').click();
  await page.keyboard.type('Sales manager');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Reason').fill('Promotion');
  await dialog.getByRole('button', { name: 'Change the post' }).click();
  await page.getByText('From Mon, 4 January 2027').waitFor();
  await page.getByLabel('As known on').fill('2026-01-05');
  await page.keyboard.press('Enter');
  await page.getByText('No post had been recorded by then.').waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test('the administrator opens an account, notes its password once, and closes it again', async () => {
  const screen = await open('admin');
  const { page } = screen;
  await screen.go('/administration/accounts');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('dialog').getByLabel('Login').fill('helper.desk');
  await page.getByRole('dialog').getByRole('button', { name: 'Create an account' }).click();
  await page.getByText('New password of helper.desk').waitFor();
  await page.getByRole('button', { name: 'I noted it' }).click();
  await page.getByRole('button', { name: 'Change the account helper.desk' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Not needed');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await page.getByText('helper.desk is disabled').waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test('the auditor verifies the chain, sees who looked, and opens an entry to its values', async () => {
  const screen = await open(auditor.email);
  const { page } = screen;
  await screen.go('/audit');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText(/^Whole: /).waitFor();
  await page.getByText('Who looked at what').click();
  await page.getByRole('button', { name: 'History read' }).first().waitFor();
  await screen.go('/audit?action=standard');
  await page.getByRole('button', { name: 'Version of a standard created' }).first().click();
  await page.getByRole('link', { name: /^Read version/ }).waitFor();
  expect(await screen.barriers()).toEqual([]);
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test.each([
  ['standards', '/standards'],
  ['standard', '/standards/sales'],
  ['standard-editor', '/standards/sales/next'],
  ['standard-trial', '/standards/sales?tab=try'],
  ['people', '/people'],
  ['import', '/people/import'],
  ['audit', '/audit'],
  ['calendar', '/administration/calendar'],
  ['routes', '/administration/routes'],
  ['preferences', '/administration/notifications'],
] as const)(
  'the screen of %s has no barrier, no cut and no missing text in any language at either size',
  async (name, path) => {
    const screen = await hr();
    await screen.go(path);
    for (const locale of locales) {
      await screen.speak(locale);
      for (const size of ['phone', 'desktop'] as const) {
        await screen.resize(size);
        const found = {
          barriers: await screen.barriers(),
          untranslated: await screen.untranslated(),
          clipped: await screen.clipped(),
        };
        expect({ name, locale, size, ...found }).toEqual({
          name,
          locale,
          size,
          barriers: [],
          untranslated: [],
          clipped: [],
        });
      }
      await screen.photograph(`${name}-${locale}`, true);
    }
    expect(screen.complaints).toEqual([]);
    await screen.close();
  },
  180_000,
);
