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

test('HR launches the last month in three clicks, sources are mended, changed, read again and signed, and HR steers the cycle', async () => {
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

  await correctRow(owner);
  await changeSource(owner, cycleId);
  await owner.go(`/sources/survey?cycle=${cycleId}`);
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

/** A row that counts is put right once more; what the source brought stays beside it. */
async function correctRow(owner: Screen): Promise<void> {
  const { page } = owner;
  await page.getByRole('link', { name: '已采用数据' }).click();
  await page.getByRole('searchbox', { name: /数据行中的文字/ }).fill('CS90001');
  await page.getByRole('button', { name: '查找' }).click();
  const row = page.locator('tbody tr').filter({ hasText: 'E0037' });
  await row.getByRole('button', { name: /^打开/ }).click();
  await page.getByRole('textbox', { name: '满意度 的正确值' }).fill('88');
  await page.getByRole('button', { name: '更正此行' }).click();
  await page.getByText('请填写此栏').waitFor();
  await page.getByLabel('原因').last().fill('与录音核对，评分误录');
  expect(await owner.barriers()).toEqual([]);
  await owner.photograph('correct-row');
  await page.getByRole('button', { name: '更正此行' }).click();
  await row.getByText('已更正：与录音核对，评分误录').waitFor();
  await page.getByRole('link', { name: '批次', exact: true }).click();
  await page.locator('tbody tr').filter({ hasText: '与录音核对，评分误录' }).waitFor();
}

/** The administrator changes how the ERP is read and when, after trying it out; its owner, who may not, reads it again. */
async function changeSource(owner: Screen, cycleId: string): Promise<void> {
  const admin = await open('admin');
  await admin.speak('zh-Hans');
  const { page } = admin;
  await admin.go('/sources/erp?tab=configuration');
  await page.getByRole('link', { name: '修改设置' }).click();
  await page.getByLabel('时间上限（秒）').fill('0');
  await page.getByRole('button', { name: '查看改动' }).click();
  await page
    .getByText(/需要修改|处/)
    .first()
    .waitFor();
  await page.getByLabel('时间上限（秒）').fill('45');
  await page.getByRole('button', { name: '测试', exact: true }).click();
  await page.locator('.test-results li .good').first().waitFor();
  expect(await page.locator('.test-results li .bad').count()).toBe(0);
  await page.getByRole('button', { name: '查看改动' }).click();
  const review = page.getByRole('dialog', { name: '查看改动' });
  await review.locator('ins').filter({ hasText: '45' }).waitFor();
  expect(await review.locator('li').count()).toBe(1);
  expect(await admin.barriers()).toEqual([]);
  await admin.photograph('review-source');
  await review.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(/tab=configuration/);
  await page.getByRole('button', { name: '更改定时读取' }).click();
  await page.locator('.ant-segmented-item').filter({ hasText: '每天' }).click();
  await page.getByLabel('时刻 1').fill('05:15');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('每天 05:15').first().waitFor();
  expect(admin.complaints).toEqual([]);
  await admin.close();

  await owner.go('/sources/erp/edit');
  await owner.page.getByText('来源的设置由系统管理员修改').waitFor();
  expect(await owner.page.getByRole('button', { name: '查看改动' }).count()).toBe(0);
  await owner.go(`/sources/erp?cycle=${cycleId}`);
  await owner.page.getByRole('button', { name: '立即读取' }).click();
  await owner.page
    .getByRole('status')
    .filter({ hasText: /收到|没有/ })
    .waitFor();
}

async function command({ page }: Screen, name: string): Promise<void> {
  await page.getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('演练');
  await page.getByRole('dialog').getByRole('button', { name }).click();
}
