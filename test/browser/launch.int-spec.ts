import type { Browser } from 'playwright-core';
import { launchChromium } from '../../apps/demo-office/src/browser/chromium.js';
import { figuresOwner, hrOfficer } from '../../apps/demo-office/src/company/staff.js';
import { type DemoStack, startDemoStack } from '../support/demo-stack.js';
import { Screen } from './screen.js';

let stack: DemoStack;
let browser: Browser;

beforeAll(async () => {
  stack = await startDemoStack();
  browser = await launchChromium();
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
}, 60_000);

const open = async (login: string) =>
  (await Screen.open(browser, stack.address, 'zh-Hans')).signIn(login, stack.password);

/** A day of the month that HR launches when nothing else is chosen. */
function dayOfLastMonth(): string {
  const today = new Date();
  return new Date(Date.UTC(today.getFullYear(), today.getMonth() - 1, 3)).toISOString().slice(0, 10);
}

test('HR launches the last month in three clicks, a data owner mends and signs a source, and HR steers the cycle', async () => {
  const hr = await open(hrOfficer.email);
  await hr.go('/cycles');
  await hr.page.getByRole('button', { name: '启动考核' }).click();
  await hr.page.getByRole('heading', { level: 1, name: '启动考核' }).waitFor();
  await hr.page.getByText('启动前检查').waitFor();
  expect(await hr.barriers()).toEqual([]);
  await hr.photograph('launch', true);
  await hr.page.getByRole('checkbox', { name: /我已看过/ }).check();
  await hr.page.getByRole('button', { name: /^启动.+人）$/ }).click();
  await hr.page.waitForURL(/\/cycles\/[0-9a-f-]{36}/);
  const cycleId = /cycles\/([0-9a-f-]{36})/.exec(hr.page.url())?.[1] ?? '';
  await hr.page.getByText(/收集数据：\d+ 人/).waitFor({ timeout: 60_000 });
  expect(await hr.barriers()).toEqual([]);
  await hr.photograph('launched', true);

  const owner = await open(figuresOwner.email);
  const { page } = owner;
  await owner.go(`/sources/survey?cycle=${cycleId}&tab=entry`);
  for (const [column, value] of Object.entries({
    答卷编号: 'CS90001',
    答题日期: dayOfLastMonth(),
    客服工号: 'E9998',
    满意度: '92',
    再合作或推荐: '愿意',
  }))
    await page.getByRole('textbox', { name: `第 1 行的 ${column}` }).fill(value);
  await page.getByRole('button', { name: '提交 1 行' }).click();
  await page.getByText('请填写此栏').waitFor();
  await page.getByLabel('原因').fill('问卷系统漏了一份');
  await page.getByRole('button', { name: '提交 1 行' }).click();
  await page.getByText('收到 1 行：采用 0，未变 0，隔离 1，略过 0').waitFor();
  await page.getByRole('link', { name: '处理 1 行隔离数据' }).click();
  await page.getByText('公司里没有工号“E9998”').waitFor();
  await page.getByRole('button', { name: /^打开/ }).click();
  await page.getByRole('textbox', { name: '客服工号 的正确值' }).fill('E0037');
  expect(await owner.barriers()).toEqual([]);
  await owner.photograph('held-row');
  await page.getByLabel('原因').last().fill('工号误植，与答卷核对过');
  await page.getByRole('button', { name: '更正并采用' }).click();
  await page.getByText('没有隔离的数据行，全部都已采用。').waitFor();

  await page.getByRole('link', { name: '本期数据' }).click();
  await page.getByRole('button', { name: '签核数据' }).click();
  await page.getByText('签核表示您对这些数字的完整与正确负责。').waitFor();
  await page.getByRole('button', { name: '签核数据' }).last().click();
  await page.getByText(/^已于 .+ 签核$/).waitFor();
  expect(await owner.barriers()).toEqual([]);

  await hr.page
    .getByRole('progressbar', { name: '已签核的来源' })
    .and(hr.page.locator('[aria-valuenow="1"]'))
    .waitFor();
  await command(hr, '暂停');
  await hr.page.getByText(/^自 .+ 暂停$/).waitFor();
  await hr.photograph('paused', true);
  await command(hr, '取消周期');
  await hr.page.getByText('已取消：演练').waitFor();
  expect(await hr.page.getByRole('button', { name: '操作' }).count()).toBe(0);
  expect([...owner.complaints, ...hr.complaints]).toEqual([]);
  await Promise.all([owner.close(), hr.close()]);
}, 240_000);

async function command({ page }: Screen, name: string): Promise<void> {
  await page.getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('演练');
  await page.getByRole('dialog').getByRole('button', { name }).click();
}
