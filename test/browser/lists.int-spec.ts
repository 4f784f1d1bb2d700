import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../apps/demo-office/src/browser/chromium.js';
import { figuresOwner, hrOfficer } from '../../apps/demo-office/src/company/staff.js';
import type { cyclesHttp } from '../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../libs/contracts/route.js';
import { locales } from '../../libs/contracts/values.js';
import { type DemoStack, monthInReview, startDemoStack } from '../support/demo-stack.js';
import { Screen } from './screen.js';

const manager = 'leung.kwoktung@example.com';
const otherManager = 'lu.zhenbang@example.com';

let stack: DemoStack;
let browser: Browser;

beforeAll(async () => {
  stack = await startDemoStack();
  [browser] = await Promise.all([launchChromium(), monthInReview(stack)]);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
}, 60_000);

const open = async (login: string) =>
  (await Screen.open(browser, stack.address, 'zh-Hant')).signIn(login, stack.password);

async function look(screen: Screen, name: string): Promise<void> {
  for (const locale of locales) {
    await screen.speak(locale);
    for (const size of ['phone', 'desktop'] as const) {
      await screen.resize(size);
      const found = {
        untranslated: await screen.untranslated(),
        clipped: await screen.clipped(),
        barriers: await screen.barriers(),
      };
      expect({ name, locale, size, ...found }).toEqual({
        name,
        locale,
        size,
        untranslated: [],
        clipped: [],
        barriers: [],
      });
      await screen.photograph(`${name}-${locale}-${size}`, true);
    }
  }
  await screen.speak('zh-Hant');
  await screen.page.emulateMedia({ colorScheme: 'dark' });
  expect({ name, dark: await screen.barriers() }).toEqual({ name, dark: [] });
  await screen.photograph(`${name}-dark`);
  await screen.page.emulateMedia({ colorScheme: 'light' });
}

test('HR copies an appraisal to a colleague, who finds it unread under 抄送我 and reads where it stands', async () => {
  const hr = await open(hrOfficer.email);
  await hr.speak('zh-Hant');
  await hr.go('/cycles');
  await hr.page
    .getByRole('link', { name: /2026年10月/ })
    .first()
    .click();
  await hr.page.locator('#appraisals tbody tr a').first().click();
  await hr.page.getByRole('button', { name: '抄送' }).click();
  const dialog = hr.page.getByRole('dialog', { name: '抄送' });
  await dialog.getByRole('combobox', { name: '抄送給' }).fill(figuresOwner.name);
  await hr.page.locator('.ant-select-item-option').filter({ hasText: figuresOwner.name }).click();
  await dialog.getByLabel('附言').fill('交接時請留意。');
  expect(await hr.barriers()).toEqual([]);
  await hr.photograph('copy-dialog');
  await dialog.getByRole('button', { name: '抄送' }).click();
  await hr.page.getByText(new RegExp(`抄送給 ${figuresOwner.name}`)).waitFor();
  const title = (await hr.page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await look(hr, 'copied-sheet');

  const reader = await open(figuresOwner.email);
  await reader.speak('zh-Hant');
  await reader.go('/tasks');
  await reader.page.getByText('抄送我（1）').click();
  await reader.page.getByText('交接時請留意。').waitFor();
  await reader.page.getByText('未讀', { exact: true }).waitFor();
  await look(reader, 'copied-to-me');
  await reader.page.getByRole('link', { name: title }).click();
  await reader.page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await reader.page.getByRole('button', { name: '抄送' }).count()).toBe(0);
  await reader.page.goBack();
  // At once: sooner than what was read before counts as old.
  await reader.page.getByText(/已讀$/).waitFor({ timeout: 4_000 });
  expect([...hr.complaints, ...reader.complaints]).toEqual([]);
  await Promise.all([hr.close(), reader.close()]);
}, 180_000);

test('a list’s filters are saved under a name, opened as a link, renamed and removed', async () => {
  const screen = await open(manager);
  const { page } = screen;
  await screen.go('/tasks');
  await page.getByRole('combobox', { name: '階段' }).selectOption('manager_review');
  await page.getByRole('button', { name: '常用檢視' }).click();
  const dialog = page.getByRole('dialog', { name: '常用檢視' });
  await dialog.getByLabel('將目前的篩選儲存為').fill('主管審核');
  await dialog.getByRole('button', { name: '儲存檢視' }).click();
  await dialog.getByRole('link', { name: '主管審核' }).waitFor();
  expect(await screen.barriers()).toEqual([]);
  await screen.photograph('saved-views');
  await dialog.getByRole('button', { name: '重新命名「主管審核」' }).click();
  await dialog.getByRole('textbox', { name: '重新命名「主管審核」' }).fill('待我審核');
  await page.keyboard.press('Enter');
  await dialog.getByRole('link', { name: '待我審核' }).waitFor();

  await screen.go('/tasks?state=done');
  await page.getByRole('button', { name: '常用檢視' }).click();
  await dialog.getByRole('link', { name: '待我審核' }).click();
  await page.waitForURL(`${stack.address}/tasks?stage=manager_review`);
  await page.getByRole('button', { name: '常用檢視' }).click();
  await dialog.getByRole('button', { name: '移除「待我審核」' }).click();
  await dialog.getByText('這裡還沒有儲存的檢視。').waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

test('a decision that comes too late is told what changed meanwhile, and nothing typed is lost', async () => {
  const screen = await open(otherManager);
  await screen.speak('zh-Hant');
  const { page } = screen;
  await screen.go('/tasks?stage=manager_review');
  await page.locator('tbody tr a').first().click();
  await page.getByRole('button', { name: '退回' }).click();
  const dialog = page.getByRole('dialog', { name: '退回' });
  const reason = '兩件投訴屬物流責任。';
  await dialog.getByRole('textbox', { name: '原因' }).fill(reason);
  await page.evaluate(approveElsewhere, page.url().split('/').at(-1) ?? '');
  await dialog.getByRole('button', { name: '退回' }).click();
  const changed = page.getByRole('dialog', { name: '您檢視期間，此考核有變動' });
  await changed.getByText(/同意，/).waitFor();
  await changed.getByText('階段：主管審核 → 待面談').waitFor();
  expect(await screen.barriers()).toEqual([]);
  await screen.photograph('changed-meanwhile');
  await changed.getByRole('button', { name: '知道了' }).click();
  expect(await dialog.getByRole('textbox', { name: '原因' }).inputValue()).toBe(reason);
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

test('a manager sends two appraisals back at once, for one reason', async () => {
  const screen = await open(otherManager);
  await screen.speak('zh-Hant');
  const { page } = screen;
  await screen.go('/tasks?stage=manager_review');
  for (const row of [0, 1]) await page.locator('tbody tr[data-row] input[type=checkbox]').nth(row).check();
  await page.getByRole('button', { name: '批量退回' }).click();
  const dialog = page.getByRole('dialog', { name: '批量退回' });
  const start = dialog.getByRole('button', { name: '退回 2 項' });
  expect(await start.isDisabled()).toBe(true);
  await dialog.getByLabel('原因').fill('兩筆訂單重複計入，請重新核對。');
  expect(await screen.barriers()).toEqual([]);
  await screen.photograph('batch-return');
  await start.click();
  await page.getByText('成功 2 項，未成功 0 項').first().waitFor();
  await dialog.getByRole('button', { name: '關閉' }).last().click();
  await page.getByText(/^退回：成功 2 項，未成功 0 項/).waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

test('more than thirty go on in the background: the bar survives a reload, and what was refused is named at the end', async () => {
  const screen = await open(manager);
  const { page } = screen;
  // A team of eight is the greatest here; the other rows are tasks that nobody has any more.
  await page.route(/\/api\/v1\/tasks\?.*state=open/, async (route) => {
    const answer = await route.fetch();
    const list = (await answer.json()) as ReplyOf<typeof cyclesHttp.listTasks>;
    const gone = list.items
      .slice(0, 1)
      .flatMap((task) => Array.from({ length: 27 }, () => ({ ...task, taskId: randomUUID() })));
    await route.fulfill({ response: answer, json: { ...list, items: [...list.items, ...gone] } });
  });
  await screen.go('/tasks');
  for (const all of await page.getByRole('checkbox', { name: '選取此表全部' }).all()) await all.check();
  await page.getByRole('button', { name: '批量同意' }).click();
  await page.getByLabel('意見（可不填）').fill('同意');
  await page.getByRole('button', { name: '同意 35 項' }).click();
  await page.getByRole('progressbar').first().waitFor();
  await screen.photograph('batch-in-background');
  await page.getByRole('dialog').getByRole('button', { name: '關閉' }).last().click();
  await page.unrouteAll({ behavior: 'wait' });
  await page.reload();
  await page.getByText(/^同意：成功 8 項，未成功 27 項/).waitFor();
  const refused = page.getByRole('listitem').filter({ hasText: '無權查看的項目' });
  await refused.nth(26).waitFor();
  expect(await refused.count()).toBe(27);
  await look(screen, 'batch-ended');
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByText(/^同意：成功 8 項/).waitFor({ state: 'detached' });
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

/** In another tab of the manager's. */
async function approveElsewhere(appraisalId: string): Promise<void> {
  const sheet = await (await fetch(`/api/v1/appraisals/${appraisalId}`)).json();
  const approved = await fetch(`/api/v1/tasks/${sheet.openTask.taskId}/decisions`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      'If-Match': `"${sheet.version}"`,
    },
    body: JSON.stringify({ verb: 'approve' }),
  });
  if (!approved.ok) throw new Error(`the other tab was answered ${approved.status}`);
}
