import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../apps/demo-office/src/browser/chromium.js';
import { auditor, hrOfficer, systemsOwner } from '../../apps/demo-office/src/company/staff.js';
import { locales } from '../../libs/contracts/values.js';
import { readSheets, writeWorkbook } from '../../libs/platform/spreadsheet/index.js';
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
  await composeLongerPeriods(screen);
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
  await page.getByText('months’ mean 60, own figures 40').waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

/** Refused where scoring refuses; a dimension that is taken out again leaves nothing behind. */
async function composeLongerPeriods(screen: Screen): Promise<void> {
  const { page } = screen;
  await page.getByRole('button', { name: 'Rules of the whole' }).click();
  await page.getByLabel('Code of a new dimension').fill('conduct');
  await page.keyboard.press('Enter');
  const dimension = page.getByRole('group', { name: /^conduct/ });
  await dimension.getByLabel('Raw weight').fill('-1');
  await dimension.getByText('A weight is 0 or more.').waitFor();
  await dimension.getByRole('button', { name: 'Remove “conduct”' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await dimension.waitFor({ state: 'detached' });
  await page.getByLabel('A longer period is scored by').click();
  await page.locator('.ant-select-item-option').filter({ hasText: 'both, weighted' }).click();
  await page.getByLabel('Weight of the months’ mean').fill('0');
  await page.getByLabel('Weight of its own figures').fill('0');
  await page.getByText('Both weights are 0 or more and one of them above 0.').waitFor();
  await page.getByLabel('Weight of the months’ mean').fill('60');
  await page.getByLabel('Weight of its own figures').fill('40');
  expect(await screen.barriers()).toEqual([]);
  await screen.photograph('standard-rules', true);
}

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

test('HR changes the way that the coming quarters go, and a launch takes it along', async () => {
  const screen = await hr();
  const { page } = screen;
  await screen.go('/administration/routes');
  await page.getByText('Quarterly evaluation', { exact: true }).click();
  await page.getByText('As Kaohe delivers it.').waitFor();
  await page.getByRole('button', { name: 'Change' }).click();
  const interview = page.getByRole('region', { name: '1-on-1 interview' });
  await interview.getByLabel('Working days', { exact: true }).fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await interview.getByText('A reminder comes no later than the last day.').waitFor();
  await interview.getByLabel('Working days', { exact: true }).fill('7');
  await interview.getByLabel('Next level up is told after').fill('8');
  await page.getByRole('switch', { name: 'Self-review: part of the route' }).click();
  expect(await screen.barriers()).toEqual([]);
  await screen.photograph('route-editor');
  for (const size of ['phone', 'desktop'] as const) {
    await screen.resize(size);
    expect(await screen.clipped()).toEqual([]);
    await screen.photograph(`route-editor-${size}`, true);
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Kept for the coming cycles: Quarterly evaluation.').waitFor();
  await page.getByText(/^Changed on .* by /).waitFor();
  await page.getByText('Time: 7 working day(s)').waitFor();
  await screen.go('/launch?kind=quarter');
  await page.getByLabel('Working days of Self-review').waitFor();
  expect(await page.getByLabel('Working days of 1-on-1 interview').inputValue()).toBe('7');
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

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

test('HR fills in the template it was given, mends what does not fit, loads it, and lets the one it brought leave', async () => {
  const screen = await hr();
  const { page } = screen;
  await screen.go('/people/import');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the template' }).click(),
  ]);
  const [people, departments] = await readSheets(readFileSync(await download.path()));
  expect(people?.header.slice(0, 3)).toEqual(['employee code', 'name', 'email']);
  const values: Record<string, string> = {
    'employee code': 'X1',
    name: 'Chen Xi',
    email: 'chen.xi@example.com',
    position: 'Sales representative',
    department: 'market',
    'manager code': 'E9999',
    from: '2026-01-05',
  };
  const filled = await writeWorkbook([
    {
      name: people?.name ?? '',
      header: people?.header ?? [],
      rows: [(people?.header ?? []).map((column) => values[column] ?? null)],
    },
    { name: departments?.name ?? '', header: departments?.header ?? [], rows: [] },
  ]);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.locator('input[type=file]').setInputFiles({ name: 'people.xlsx', mimeType, buffer: filled });
  await page.getByText('1 value(s) in 1 rows do not fit; nothing was loaded.').waitFor();
  await page.getByText('Nobody has this employee code.').waitFor();
  await page.getByLabel('manager code of row 2').fill('E0001');
  await page.getByRole('button', { name: 'Check the corrected rows' }).click();
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await page.getByText('Loaded.').waitFor();

  await screen.go('/people?search=X1');
  await page.getByRole('link', { name: 'Chen Xi' }).click();
  await page.getByRole('button', { name: 'Record a departure' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record a departure' }).click();
  await dialog.getByText('Please fill this in').first().waitFor();
  await dialog.getByLabel('Left on', { exact: true }).fill('2026-12-01');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Reason').fill('Moves abroad');
  expect(await screen.barriers()).toEqual([]);
  await dialog.getByRole('button', { name: 'Record a departure' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByRole('button', { name: 'Record a departure' }).isDisabled()).toBe(true);
  await page.getByText('1 December 2026').first().waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

/** What takes something away acts within five seconds. */
async function soonAfter(holds: () => Promise<boolean>): Promise<void> {
  const from = Date.now();
  while (!(await holds())) if (Date.now() - from > 5_000) throw new Error('not within five seconds');
}

test('a grant that is taken away and a password that is made anew act on whoever is signed in', async () => {
  const [screen, theirs] = await Promise.all([open('admin'), open(systemsOwner.email)]);
  const { page } = screen;
  await theirs.page.getByRole('link', { name: 'Sources' }).waitFor();
  await screen.go(`/administration/accounts?search=${systemsOwner.email}`);
  const change = async (what: string) => {
    await page.getByRole('button', { name: `Change the account ${systemsOwner.email}` }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  await change('Change grants');
  const dialog = page.getByRole('dialog');
  await dialog.locator('#grants').click();
  for (const left = dialog.locator('.ant-select-selection-item'); (await left.count()) > 0; )
    await page.keyboard.press('Backspace');
  await dialog.getByLabel('Reason').fill('Another team looks after the sources');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The grants were changed').waitFor();
  await soonAfter(async () => {
    await theirs.go('/');
    return (await theirs.page.getByRole('link', { name: 'Sources' }).count()) === 0;
  });

  await change('Reset the password');
  await page.getByRole('dialog').getByLabel('Reason').fill('Forgotten');
  await page.getByRole('dialog').getByRole('button', { name: 'Reset the password' }).click();
  const password = ((await page.locator('.secret').textContent()) ?? '').trim();
  await page.getByRole('button', { name: 'I noted it' }).click();
  await soonAfter(async () => {
    await theirs.go('/people');
    return (await theirs.page.locator('input#login').count()) === 1;
  });
  await theirs.signIn(systemsOwner.email, password);
  expect([...screen.complaints, ...theirs.complaints]).toEqual([]);
  await Promise.all([screen.close(), theirs.close()]);
}, 120_000);

test('what somebody does not want by mail stays switched off', async () => {
  const screen = await open(auditor.email);
  const { page } = screen;
  await screen.go('/administration/notifications');
  const mail = () => page.getByRole('switch', { name: 'A report is published: E-mail' });
  expect(await mail().isChecked()).toBe(true);
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/notifications/preferences') && answer.ok());
  await mail().click();
  await kept;
  await page.reload();
  await screen.settled();
  expect(await mail().isChecked()).toBe(false);
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test('the administrator adds a chat robot, learns why it is silent, and renames the company', async () => {
  const screen = await open('admin');
  const { page } = screen;
  await screen.go('/administration/channels');
  await page.getByRole('button', { name: 'Add a robot' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Everybody');
  await dialog.getByLabel('Variable with the webhook address').fill('KAOHE_SOURCE_ERP_URL');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('A name such as KAOHE_CHANNEL_SALES_URL').waitFor();
  await dialog.getByLabel('Variable with the webhook address').fill('KAOHE_CHANNEL_EVERYBODY_URL');
  expect(await screen.barriers()).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Everybody was saved').waitFor();
  await page.getByRole('button', { name: 'Send a test message through Everybody' }).click();
  await page.getByText('Everybody: refused').waitFor();
  await page.getByText('The variable of the address is not set for the notifications service.').first().waitFor();

  await screen.go('/administration');
  await page.getByLabel('Name (English)').fill('Marketing Centre Ltd.');
  await page.getByRole('switch', { name: 'Watermark' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings were saved').waitFor();
  await page.getByRole('definition').or(page.locator('.ant-descriptions')).getByText('Marketing Centre Ltd.').waitFor();
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
  ['standards', '/standards', hrOfficer.email],
  ['standard', '/standards/sales', hrOfficer.email],
  ['standard-editor', '/standards/sales/next', hrOfficer.email],
  ['standard-trial', '/standards/sales?tab=try', hrOfficer.email],
  ['people', '/people', hrOfficer.email],
  ['import', '/people/import', hrOfficer.email],
  ['audit', '/audit', hrOfficer.email],
  ['calendar', '/administration/calendar', hrOfficer.email],
  ['routes', '/administration/routes', hrOfficer.email],
  ['preferences', '/administration/notifications', hrOfficer.email],
  ['company', '/administration', 'admin'],
  ['channels', '/administration/channels', 'admin'],
])(
  'the screen of %s has no barrier, no cut and no missing text in any language at either size',
  async (name, path, login) => {
    const screen = await open(login);
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
