import type { Browser } from 'playwright-core';
import { launchChromium } from '../../apps/demo-office/src/browser/chromium.js';
import { people } from '../../apps/demo-office/src/company/people.js';
import { figuresOwner, hrOfficer, systemsOwner } from '../../apps/demo-office/src/company/staff.js';
import { rolesHttp } from '../../libs/contracts/roles/http.js';
import { locales } from '../../libs/contracts/values.js';
import { type DemoStack, monthInReview, startDemoStack } from '../support/demo-stack.js';
import { Screen } from './screen.js';

const manager = 'leung.kwoktung@example.com';
const employee = '何嘉儀';
/** Whose manager changes. */
const moved = '丁晓雯';

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

const open = async (login: string, locale: 'zh-Hant' | 'zh-Hans') =>
  (await Screen.open(browser, stack.address, locale)).signIn(login, stack.password);

/** No barrier at either size, no cut or missing text in any language. */
async function lookAt(screen: Screen, name: string): Promise<void> {
  for (const locale of locales) {
    await screen.speak(locale);
    for (const size of ['phone', 'desktop'] as const) {
      await screen.resize(size);
      const found = { untranslated: await screen.untranslated(), clipped: await screen.clipped() };
      expect({ name, locale, size, ...found }).toEqual({ name, locale, size, untranslated: [], clipped: [] });
      expect({ name, size, barriers: await screen.barriers() }).toEqual({ name, size, barriers: [] });
      await screen.photograph(`${name}-${locale}-${size}`, true);
    }
  }
  await screen.speak('zh-Hant');
}

async function choose(screen: Screen, dialog: string, name: string): Promise<void> {
  const { page } = screen;
  await page.getByRole('dialog', { name: dialog }).getByRole('combobox').fill(name);
  await page.locator('.ant-select-item-option').filter({ hasText: name }).click();
  await page.keyboard.press('Tab');
}

test('a manager asks a colleague, who sees that one sheet, answers, and the manager decides', async () => {
  const screen = await open(manager, 'zh-Hant');
  const { page } = screen;
  await screen.go('/tasks');
  await page.getByRole('link', { name: employee }).click();
  await page.getByRole('button', { name: '委派', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '委派' });
  await choose(screen, '委派', figuresOwner.name);
  await dialog.getByRole('textbox', { name: '原因' }).fill('請看一下回款數字。');
  await screen.photograph('delegate');
  await dialog.getByRole('button', { name: '委派', exact: true }).click();
  await page.getByText(`已委派給${figuresOwner.name}`).waitFor();
  await page.getByRole('button', { name: '收回委派' }).waitFor();

  const colleague = await open(figuresOwner.email, 'zh-Hans');
  await colleague.go('/tasks');
  await colleague.page.getByText(/委派$/).first().waitFor();
  await colleague.page.getByRole('link', { name: employee }).click();
  await colleague.page.getByRole('heading', { level: 1, name: employee }).waitFor();
  await lookAt(colleague, 'delegated');
  await colleague.speak('zh-Hans');
  await colleague.page.getByRole('button', { name: '答复委派' }).click();
  const answer = colleague.page.getByRole('dialog', { name: '答复委派' });
  await answer.getByRole('radio', { name: '建议同意' }).check();
  await answer.getByRole('textbox', { name: '您的意见' }).fill('数字没有问题。');
  await colleague.photograph('answer');
  await answer.getByRole('button', { name: '答复委派' }).click();
  await colleague.page.getByText(/^已答复，任务回到/).waitFor();

  await page.reload();
  await page.getByText('数字没有问题。').waitFor();
  await page.getByRole('button', { name: '同意', exact: true }).waitFor();
  await lookAt(screen, 'answered');

  await page.getByRole('button', { name: '評論', exact: true }).click();
  const comment = page.getByRole('dialog', { name: '評論' });
  await comment.getByText(`主管、HR、稽核與接手人可見；${employee}不可見`).waitFor();
  await comment.getByRole('checkbox').check();
  await comment.getByText(new RegExp(`結果公布後${employee}可見`)).waitFor();
  await comment.getByRole('textbox', { name: '評論內容' }).fill('九月的退貨已核對。');
  await screen.photograph('comment');
  expect(await screen.barriers()).toEqual([]);
  await comment.getByRole('button', { name: '評論', exact: true }).click();
  await page.getByText('九月的退貨已核對。').waitFor();

  // Approved, and taken back before the interview: the task is there again.
  const sheet = page.url();
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText(/已同意/).waitFor();
  await page.goto(sheet);
  await page.getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByRole('dialog', { name: '撤回' }).getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByText('已撤回，任務回到您手上').waitFor();
  await page.getByText('（已撤回）').waitFor();
  await page.getByRole('button', { name: '同意', exact: true }).waitFor();
  await lookAt(screen, 'withdrawn');
  expect([...screen.complaints, ...colleague.complaints]).toEqual([]);
  await Promise.all([screen.close(), colleague.close()]);
}, 200_000);

test('a manager gives several tasks to a colleague at once', async () => {
  const screen = await open(manager, 'zh-Hant');
  const { page } = screen;
  await screen.go('/tasks');
  const names = await page.locator('tbody tr a').allTextContents();
  const free = names.filter((name) => !name.includes(employee) && !name.includes(moved));
  for (const name of free.slice(0, 2)) await page.getByRole('checkbox', { name: `選取 ${name}` }).check();
  await page.getByRole('button', { name: '批量轉辦' }).click();
  await choose(screen, '批量轉辦', figuresOwner.name);
  await page.getByRole('dialog', { name: '批量轉辦' }).getByRole('textbox', { name: '原因' }).fill('本週出差。');
  await screen.photograph('batch-transfer');
  expect(await screen.barriers()).toEqual([]);
  await page.getByRole('button', { name: '轉辦 2 項' }).click();
  await page.getByText('成功 2 項，未成功 0 項').first().waitFor();
  await page.getByRole('button', { name: '關閉' }).last().click();
  await page.getByRole('heading', { level: 2, name: /（6）/ }).waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

test('a new manager finds what is open, and HR sees who managed somebody on a day, as known then', async () => {
  const successor = personOf(({ code }) => code === 'E0010');
  const personId = stack.office.idOf(personOf(({ name }) => name === moved).code);
  const from = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  await (await stack.office.as(hrOfficer)).ask(rolesHttp.changeAssignment, {
    params: { personId },
    body: { from, managerId: stack.office.idOf(successor.code), reason: '調整彙報關係' },
  });
  const screen = await open(successor.email, 'zh-Hant');
  await screen.go('/tasks');
  // The list reads again by itself as soon as the task has come.
  await screen.page.getByRole('link', { name: moved }).waitFor({ timeout: 30_000 });
  await screen.page.getByRole('link', { name: moved }).click();
  await screen.page.getByText(/隨組織異動由梁國棟移交給|随组织异动由梁國棟移交给/).waitFor();

  const hr = await open(hrOfficer.email, 'zh-Hans');
  await hr.go(`/people/${personId}?managerOn=2026-10-15`);
  await hr.page.locator('.manager-on').getByRole('link', { name: '梁國棟' }).waitFor();
  await lookAt(hr, 'manager-on');
  await hr.go(`/people/${personId}?managerOn=${from}`);
  await hr.page.locator('.manager-on').getByRole('link', { name: successor.name }).waitFor();
  expect([...screen.complaints, ...hr.complaints]).toEqual([]);
  await Promise.all([screen.close(), hr.close()]);
}, 150_000);

test('who goes on leave names a substitute, who finds in their own list what waits', async () => {
  const screen = await open(manager, 'zh-Hant');
  const { page } = screen;
  await screen.go('/substitutions');
  await page.getByRole('button', { name: '指定代理人' }).click();
  await choose(screen, '指定代理人', systemsOwner.name);
  const dialog = page.getByRole('dialog', { name: '指定代理人' });
  await dialog.getByLabel('末日').fill('2099-01-01');
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: '原因' }).fill('年假');
  await dialog.getByRole('button', { name: '指定代理人' }).click();
  await page.getByText('代理最長 366 天。').waitFor();
  await dialog.getByLabel('末日').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await page.keyboard.press('Enter');
  await screen.photograph('name-substitute');
  expect(await screen.barriers()).toEqual([]);
  await dialog.getByRole('button', { name: '指定代理人' }).click();
  await page.getByText(`已由${systemsOwner.name}代理`).waitFor();
  await page.getByText('代理中').waitFor();
  await lookAt(screen, 'substitutions');

  const substitute = await open(systemsOwner.email, 'zh-Hans');
  await substitute.go('/tasks');
  await substitute.page.getByText('代梁國棟').first().waitFor();
  await lookAt(substitute, 'standing-in');
  expect([...screen.complaints, ...substitute.complaints]).toEqual([]);
  await Promise.all([screen.close(), substitute.close()]);
}, 200_000);

function personOf(asked: (person: (typeof people)[number]) => boolean) {
  const person = people.find(asked);
  if (!person) throw new Error('the demo company has nobody of that kind');
  return person;
}
