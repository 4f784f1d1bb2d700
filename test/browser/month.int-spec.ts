import type { Browser } from 'playwright-core';
import { checkPack } from '../../apps/audit/src/verification/check-pack.js';
import { launchChromium } from '../../apps/demo-office/src/browser/chromium.js';
import { auditor, figuresOwner, hrOfficer } from '../../apps/demo-office/src/company/staff.js';
import { bringLateRow } from '../../apps/demo-office/src/demo/late-row.js';
import { locales } from '../../libs/contracts/values.js';
import { type DemoStack, monthInReview, startDemoStack } from '../support/demo-stack.js';
import { Screen } from './screen.js';

const manager = 'leung.kwoktung@example.com';
const employee = { login: 'ho.kayee@example.com', name: '何嘉儀' };

let stack: DemoStack;
let browser: Browser;
let cycleId: string;

beforeAll(async () => {
  stack = await startDemoStack();
  [browser, cycleId] = await Promise.all([launchChromium(), monthInReview(stack)]);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
}, 60_000);

const open = async (
  login: string,
  ...how: Parameters<typeof Screen.open> extends [Browser, string, ...infer R] ? R : never
) => (await Screen.open(browser, stack.address, ...how)).signIn(login, stack.password);

/** What every screen owes everybody: no barrier at either size, no cut or missing text in any language. */
async function lookAtEverything(screen: Screen, name: string): Promise<void> {
  for (const size of ['phone', 'desktop'] as const) {
    await screen.resize(size);
    expect({ name, size, barriers: await screen.barriers() }).toEqual({ name, size, barriers: [] });
    await screen.photograph(`${name}-${size}`, true);
  }
  for (const locale of locales) {
    await screen.speak(locale);
    for (const size of ['phone', 'desktop'] as const) {
      await screen.resize(size);
      const found = { untranslated: await screen.untranslated(), clipped: await screen.clipped() };
      expect({ name, locale, size, ...found }).toEqual({ name, locale, size, untranslated: [], clipped: [] });
    }
    await screen.photograph(`${name}-${locale}`, true);
  }
  await screen.speak('zh-Hant');
}

test.each([
  ['zh-Hant', '登入', '帳號或密碼不正確'],
  ['zh-Hans', '登录', '账号或密码不正确'],
  ['en', 'Sign in', 'The account or the password is not right'],
] as const)(
  'whoever signs in is spoken to in the browser’s language (%s)',
  async (locale, heading, refusal) => {
    const screen = await Screen.open(browser, stack.address, locale, 'phone');
    await screen.go('/cycles');
    await screen.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await screen.page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await screen.barriers()).toEqual([]);
    await screen.page.locator('input#login').fill(manager);
    await screen.page.locator('input#password').fill('not the password');
    await screen.page.locator('button[type=submit]').click();
    await screen.page.getByRole('alert').filter({ hasText: refusal }).waitFor();
    await screen.page.locator('input#password').fill(stack.password);
    await screen.page.locator('button[type=submit]').click();
    // Back where the way in was asked for, in the account's own language.
    await screen.page.waitForURL(`${stack.address}/cycles`);
    await screen.page.getByRole('heading', { level: 1, name: '考核週期' }).waitFor();
    expect(screen.complaints).toEqual([]);
    await screen.close();
  },
  60_000,
);

test('HR sees the board and the first page move while a manager approves a table, and each row says what became of it', async () => {
  const hr = await open(hrOfficer.email, 'zh-Hans');
  await hr.page.getByText('主管审核：44 人').waitFor();
  const board = await hr.page.context().newPage();
  await board.goto(`${stack.address}/cycles/${cycleId}`);
  await board.getByText('主管审核：44 人').waitFor();

  const screen = await open(manager, 'zh-Hant');
  const { page } = screen;
  // What waits for people is the first they see.
  await page.getByRole('heading', { level: 2, name: '等我處理' }).waitFor();
  expect(await page.title()).toBe('(8) 首頁 · 考核');
  await page.getByRole('link', { name: '全部 8 項待辦' }).click();
  await page.getByRole('heading', { level: 1, name: '待辦' }).waitFor();
  await page.getByRole('heading', { level: 2, name: /（8）/ }).waitFor();
  expect(await page.title()).toBe('(8) 待辦 · 考核');
  const names = await page.locator('tbody tr a').allTextContents();
  for (const name of names.filter((one) => !one.includes(employee.name)).slice(0, 3))
    await page.getByRole('checkbox', { name: `選取 ${name}` }).check();
  await page.getByRole('button', { name: '批量同意' }).click();
  await page.getByLabel('意見（可不填）').fill('同意');
  await page.getByRole('button', { name: '同意 3 項' }).click();
  await page.getByText('成功 3 項，未成功 0 項').first().waitFor();
  await screen.photograph('batch');
  await page.getByRole('button', { name: '關閉' }).last().click();

  for (const watching of [board, hr.page]) await watching.getByText('待面谈：3 人').waitFor({ timeout: 20_000 });
  expect([...screen.complaints, ...hr.complaints]).toEqual([]);
  await Promise.all([screen.close(), hr.close()]);
}, 90_000);

/** From the first page to the to-do list and into it; ends there. */
async function useKeys(screen: Screen): Promise<void> {
  const { page } = screen;
  const list = page.getByRole('dialog', { name: '鍵盤快速鍵' });
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.getByRole('heading', { level: 1, name: '待辦' }).waitFor();
  await page.locator('tbody tr').nth(1).waitFor();
  await page.keyboard.press('?');
  await list.getByText('下一列').waitFor();
  expect(await screen.barriers()).toEqual([]);
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  // What is typed is typed.
  await page.keyboard.press('/');
  await page.keyboard.type('gh?');
  const search = page.getByRole('search').getByRole('searchbox').or(page.getByRole('search').getByRole('textbox'));
  expect([await search.inputValue(), await list.count(), new URL(page.url()).pathname]).toEqual(['gh?', 0, '/tasks']);
  await search.fill('');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await page.locator('tbody tr').nth(1).locator('a:focus').count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/appraisals\//);
  await screen.go('/tasks');
}

test('a manager reaches a source row from the total, is held to the limit, approves, and the next task opens', async () => {
  const screen = await open(manager, 'zh-Hant');
  const { page } = screen;
  await useKeys(screen);
  await page.getByRole('link', { name: employee.name }).click();
  await page.getByRole('heading', { level: 1, name: employee.name }).waitFor();
  await page.getByText('權重 120 → 100').waitFor();
  await page.getByRole('button', { name: '總分怎麼來' }).click();
  await page.getByRole('button', { name: '銷售額完成率', exact: true }).click();
  await page.getByText(/實際 = 銷售額 [\d,.]+ ÷ 銷售計劃 [\d,.]+ = /).waitFor();
  await page
    .getByRole('button', { name: /^ERP 系統 批次 1，第 \d+ 列$/ })
    .first()
    .click();
  await page.getByText(/^[0-9a-f]{64}$/).waitFor();
  await screen.photograph('source-row');
  await page.getByRole('dialog').getByRole('button').first().click();

  await page.getByRole('button', { name: '調整後同意' }).click();
  const dialog = page.getByRole('dialog', { name: '調整後同意' });
  await dialog.getByRole('combobox', { name: '要調整的指標' }).click();
  await page
    .getByRole('option')
    .or(page.locator('.ant-select-item-option'))
    .filter({ hasText: '有效客戶觸達量' })
    .click();
  await dialog.getByLabel('調整後得分').fill('20');
  await dialog.getByText(/^請填 [\d.]+ 至 [\d.]+ 之間的數字$/).waitFor();
  const [, to] = /可填 [\d.]+ 至 ([\d.]+)/.exec((await dialog.textContent()) ?? '') ?? [];
  await dialog.getByLabel('調整後得分').fill(to ?? '');
  await dialog.getByText(/總分將由 [\d.]+ 變為 [\d.]+/).waitFor();
  await dialog.getByRole('textbox', { name: '原因' }).fill('駐外培訓一週，期間觸達未登記。');
  await dialog.getByRole('button', { name: '調整後同意' }).click();
  await page.getByText(/已同意。下一項：/).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toContain(employee.name);
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

test('what a manager types about an interview outlives a reload, and is sent once', async () => {
  const screen = await open(manager, 'zh-Hant');
  const { page } = screen;
  await page.goto(`${stack.address}/tasks?stage=interview`);
  await page.getByRole('link', { name: employee.name }).click();
  await page.getByRole('heading', { level: 1, name: `與${employee.name}的面談` }).waitFor();
  await page.getByText('每月開發5–8家新客戶').waitFor();
  const box = (name: string) => page.getByLabel(name, { exact: true });
  await page
    .getByRole('button', { name: /^寫入「優勢」/ })
    .first()
    .click();
  expect(await box('優勢').inputValue()).toMatch(/：[\d.]+ 分（實際 .+，目標 .+）。$/);
  await box('優勢').fill('目標清楚，跟進及時。');
  await page.getByText(/草稿已保存於此裝置/).waitFor();
  await page.reload();
  expect(await box('優勢').inputValue()).toBe('目標清楚，跟進及時。');
  await box('不足').fill('過程記錄不夠完整。');
  await box('改進方向').fill('每週五前補齊記錄。');
  await page.getByRole('button', { name: '記錄並與員工分享' }).click();
  await page.getByText('請填寫此欄').first().waitFor();
  await box('行動').fill('整理重點客戶表');
  await box('完成日期').fill('2026-12-15');
  // Takes the date; it must not share the result.
  await page.keyboard.press('Enter');
  await lookAtEverything(screen, 'interview');
  await page.getByRole('button', { name: '記錄並與員工分享' }).click();
  await page.getByText(`已記錄。${employee.name} 現在可以看到結果與面談紀錄。`).waitFor();
  await page.getByText(`${employee.name}，2026年12月15日（週二） 前`).waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

test('an employee appeals a line on a phone, HR answers, and the window begins anew', async () => {
  const screen = await open(employee.login, 'zh-Hant', 'phone');
  const { page } = screen;
  await page.getByRole('link', { name: employee.name }).click();
  await page.getByRole('button', { name: '申訴「新客戶開發數量」' }).click();
  const dialog = page.getByRole('dialog', { name: '申訴' });
  await dialog.getByText('新客戶開發數量').waitFor();
  await dialog.getByRole('combobox', { name: '哪一列資料（可不選）' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '第 1 批' }).first().click();
  await dialog.getByRole('textbox', { name: '事實與理由' }).fill('十月有兩家新客戶記在別人名下。');
  expect(await screen.barriers()).toEqual([]);
  await screen.photograph('appeal-dialog');
  await dialog.getByRole('button', { name: '申訴' }).click();
  await page.getByText('等待 宋佳 答覆').waitFor();
  expect(await page.getByRole('button', { name: '確認' }).count()).toBe(0);

  const hr = await open(hrOfficer.email, 'zh-Hans');
  await hr.page.goto(`${stack.address}/tasks?stage=appeal`);
  await hr.page.getByRole('link', { name: employee.name }).click();
  await hr.page.getByText('十月有兩家新客戶記在別人名下。').first().waitFor();
  await lookAtEverything(hr, 'appeal');
  await hr.speak('zh-Hans');
  await hr.page.getByRole('button', { name: '驳回申诉' }).click();
  await hr.page.getByRole('textbox', { name: '答复' }).fill('两家客户的首单在九月。');
  await hr.page.getByRole('dialog').getByRole('button', { name: '驳回申诉' }).click();
  await hr.page.getByText('已驳回申诉').first().waitFor();

  await screen.go('/results');
  await page.getByText('两家客户的首单在九月。').waitFor();
  await page.getByText('還可以再申訴一次，由另一位人員處理。').waitFor();
  expect([...screen.complaints, ...hr.complaints]).toEqual([]);
  await Promise.all([screen.close(), hr.close()]);
}, 150_000);

test('an employee sees why, down to the source row, and acknowledges on a phone', async () => {
  const screen = await open(employee.login, 'zh-Hant', 'phone');
  const { page } = screen;
  await page.getByRole('link', { name: employee.name }).click();
  await page
    .getByText(/由 [\d.]+ 調為 [\d.]+/)
    .or(page.getByText(/^原為 [\d.]+$/))
    .first()
    .waitFor();
  await page.getByRole('button', { name: '展開 新客戶開發數量' }).click();
  await page
    .getByRole('button', { name: /批次 1，第 \d+ 列/ })
    .first()
    .click();
  await page.getByText(/^[0-9a-f]{64}$/).waitFor();
  await page.getByRole('dialog').getByRole('button').first().click();
  await page.getByText('目標清楚，跟進及時。').waitFor();
  await page.getByRole('button', { name: '確認' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '確認' }).click();
  await page.getByText(/已確認，待辦已全部完成/).waitFor();
  await page.getByText(/^已於 .* 確認$/).waitFor();
  await screen.go('/results');
  await page.getByRole('heading', { level: 2, name: '2026年10月 月度復盤' }).waitFor();
  await page.getByText(/^總分 [\d.]+ 由 7 項指標得出。最強的是/).waitFor();
  await page.getByText('整理重點客戶表').waitFor();
  await lookAtEverything(screen, 'results');
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test('HR tries a draft of a standard on the month that was scored, and sees who would move', async () => {
  const screen = await open(hrOfficer.email, 'zh-Hans');
  const { page } = screen;
  await screen.go('/standards/sales/next');
  await page.locator('[id="kpis.sales_completion.rawWeight"]').fill('5');
  await page
    .getByRole('button', { name: '试算影响' })
    .or(page.getByRole('tab', { name: '试算影响' }))
    .click();
  await page.getByText('销售额完成率').first().waitFor();
  await page.getByText('各指标的区分效果（最近 1 个周期）').waitFor();
  await page.getByRole('button', { name: '开始试算' }).click();
  await page.getByText(/^2\d 个结果中有 [1-9]\d* 个等级会改变。$/).waitFor({ timeout: 30_000 });
  const movers = page.getByRole('region', { name: '变动最大者' }).or(page.getByLabel('变动最大者'));
  await movers
    .first()
    .getByText(/^\d+(\.\d+)? → \d+(\.\d+)?$/)
    .first()
    .waitFor();
  expect(await screen.barriers()).toEqual([]);
  for (const size of ['phone', 'desktop'] as const) {
    await screen.resize(size);
    expect({ size, clipped: await screen.clipped() }).toEqual({ size, clipped: [] });
    await screen.photograph(`what-if-${size}`, true);
  }
  expect(await screen.untranslated()).toEqual([]);
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 90_000);

test('figures of the company and of a team, each with its table, down to one person beside the position', async () => {
  const hr = await open(hrOfficer.email, 'zh-Hans');
  await hr.go('/team');
  await hr.page.getByText(/^4\d 人有总分。最多的等级是 [SABCD]：\d+ 人，占 [\d.]+ %。$/).waitFor();
  await hr.page.getByRole('button', { name: '看表格' }).first().click();
  await hr.page.getByRole('columnheader', { name: '占比' }).waitFor();
  await lookAtEverything(hr, 'company');
  await hr.go('/team?view=groups');
  await lookAtEverything(hr, 'company-comparison');
  await hr.close();

  const screen = await open(manager, 'zh-Hant');
  const { page } = screen;
  await screen.go('/team?view=people');
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: employee.name }) });
  expect(await row.getByRole('cell').allTextContents()).toHaveLength(8);
  // Nobody of another team.
  expect(await page.getByText('傅子昂').count()).toBe(0);
  await lookAtEverything(screen, 'heat-map');
  await row.getByRole('link').click();
  await page.getByText(/的 7 項指標中有 \d+ 項高於中位數；同崗位共 18 人。$/).waitFor();
  await lookAtEverything(screen, 'person');
  expect([...screen.complaints, ...hr.complaints]).toEqual([]);
  await screen.close();
}, 200_000);

test('the auditor takes all that stands behind an appraisal as one file, which checks by itself', async () => {
  const screen = await open(auditor.email, 'en');
  const { page } = screen;
  await screen.speak('en');
  const list = await page.evaluate(
    async (cycle) => (await fetch(`/api/v1/cycles/${cycle}/appraisals?limit=100`)).json(),
    cycleId,
  );
  const { appraisalId } = list.items.find((one: { person: { name: string } }) => one.person.name === employee.name);
  await screen.go(`/audit/appraisals/${appraisalId}`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Evidence pack' }).click();
  const file = await (await downloading).path();
  const result = checkPack(file, {});
  expect(result.altered).toEqual([]);
  expect(result.entries).toBeGreaterThan(1);
  expect(result.notes.join(' ')).toContain('1 of 1 score(s) computed again');
  // An hour may pass before the newest entries are anchored.
  expect(result.incomplete.map(({ code }) => code).filter((code) => !code.startsWith('audit.'))).toEqual([]);
  await page.reload();
  await page.getByText('Evidence pack taken').first().waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}, 120_000);

test('a session that ended leads back to the page it ended on', async () => {
  const screen = await open(figuresOwner.email, 'zh-Hant');
  await screen.go(`/cycles/${cycleId}`);
  await screen.page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
  await screen.page
    .getByRole('link', { name: '待辦' })
    .or(screen.page.getByRole('link', { name: '待办' }))
    .first()
    .click();
  await screen.page.locator('input#login').waitFor();
  expect(new URL(screen.page.url()).pathname).toBe('/sign-in');
  await screen.close();
}, 60_000);

test('every screen is free of barriers, and whole in three languages', async () => {
  const hr = await open(hrOfficer.email, 'zh-Hans');
  await lookAtEverything(hr, 'hr-home');
  await hr.go('/cycles');
  await lookAtEverything(hr, 'cycles');
  await hr.go(`/cycles/${cycleId}`);
  await lookAtEverything(hr, 'cycle');
  await hr.close();
  const screen = await open(manager, 'zh-Hant');
  await screen.go('/tasks');
  await lookAtEverything(screen, 'to-do');
  await screen.page.locator('tbody tr a').first().click();
  await screen.settled();
  await lookAtEverything(screen, 'sheet');
  expect([...screen.complaints, ...hr.complaints]).toEqual([]);
  await screen.close();
}, 150_000);

test('a row that came late is looked at, proposed by its data owner and approved by HR, and scores anew whom it touches', async () => {
  await bringLateRow(stack.office, cycleId);
  const owner = await open(figuresOwner.email, 'zh-Hant', 'phone');
  await owner.speak('zh-Hant');
  await owner.go(`/cycles/${cycleId}`);
  await owner.page.getByText('資料截止後到達、尚未計入的資料列：').waitFor();
  expect(await owner.page.getByRole('button', { name: '提議計入' }).count()).toBe(0);
  await owner.page.getByRole('button', { name: '試算影響' }).click();
  await owner.page.getByText(/計入後 \d+ 人的結果會變動；以下列出您可檢視的 0 人。/).waitFor();
  await owner.page.getByRole('button', { name: '提議計入' }).click();
  await owner.page.getByRole('textbox', { name: '原因' }).fill('一份回訪問卷晚到一天。');
  await owner.page.getByRole('dialog').getByRole('button', { name: '提議計入' }).click();
  await owner.page.getByText('須由另一位人力資源人員核准：更改已計分數須兩人。').waitFor();
  await owner.photograph('late-data-owner', true);

  const hr = await open(hrOfficer.email, 'zh-Hant');
  await hr.speak('zh-Hant');
  await hr.go(`/cycles/${cycleId}`);
  await hr.page.getByText('一份回訪問卷晚到一天。').waitFor();
  await hr.page.getByRole('button', { name: '試算影響' }).click();
  await hr.page
    .getByText(/^[\d.]+ → [\d.]+$/)
    .first()
    .waitFor();
  await lookAtEverything(hr, 'late-data');
  await hr.page.getByRole('button', { name: '試算影響' }).click();
  await hr.page.getByRole('button', { name: '核准並重新計分' }).click();
  await hr.page.getByRole('dialog').getByRole('button', { name: '核准並重新計分' }).click();
  await hr.page.getByText(/核准，已為 [1-9] 人重新計分。$/).waitFor({ timeout: 30_000 });
  expect([...owner.complaints, ...hr.complaints]).toEqual([]);
  await Promise.all([owner.close(), hr.close()]);
}, 200_000);
