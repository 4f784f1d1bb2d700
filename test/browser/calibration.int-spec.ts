import type { Browser } from 'playwright-core';
import { launchChromium } from '../../apps/demo-office/src/browser/chromium.js';
import { hrOfficer } from '../../apps/demo-office/src/company/staff.js';
import { managers } from '../../apps/demo-office/src/demo/review.js';
import { openTasks } from '../../apps/demo-office/src/demo/tasks.js';
import { until } from '../../apps/demo-office/src/demo/wait.js';
import { cyclesHttp } from '../../libs/contracts/cycles/http.js';
import type { Locale } from '../../libs/contracts/values.js';
import type { AppraisalState, TaskStage } from '../../libs/domain/cycle/stages.js';
import { type DemoStack, quarterInReview, startDemoStack } from '../support/demo-stack.js';
import { Screen, type Size } from './screen.js';

/** Heads the market people. */
const reviewer = 'shen.qingyan@example.com';

/** Where nobody is any more once the groups calibrate; whoever lacks figures stays behind. */
const reviewed: readonly AppraisalState[] = ['collecting', 'scored', 'manager_review', 'second_review'];

let stack: DemoStack;
let browser: Browser;

beforeAll(async () => {
  stack = await startDemoStack();
  const [chromium, cycleId] = await Promise.all([launchChromium(), quarterInReview(stack)]);
  browser = chromium;
  await until('every review to be approved', async () => {
    for (const stage of ['manager_review', 'second_review'] as const) await approveAll(cycleId, stage);
    const { stages } = await (await stack.office.as(hrOfficer)).ask(cyclesHttp.getCycle, { params: { cycleId } });
    return stages.every(({ stage, people }) => people === 0 || !reviewed.includes(stage));
  });
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
}, 60_000);

async function approveAll(cycleId: string, stage: TaskStage): Promise<void> {
  for (const one of [...managers, hrOfficer]) {
    const api = await stack.office.as(one);
    const items = (await openTasks(api, cycleId, stage)).map(({ taskId, version }) => ({ taskId, version }));
    if (items.length > 0) await api.ask(cyclesHttp.decideBatch, { body: { items } });
  }
}

const open = async (login: string) => {
  const screen = await (await Screen.open(browser, stack.address, 'zh-Hant')).signIn(login, stack.password);
  await screen.speak('zh-Hant');
  return screen;
};

async function look(screen: Screen, name: string, ways: readonly (readonly [Locale, Size])[]): Promise<void> {
  for (const [locale, size] of ways) {
    await screen.speak(locale);
    await screen.resize(size);
    const found = {
      untranslated: await screen.untranslated(),
      clipped: await screen.clipped(),
      barriers: await screen.barriers(),
    };
    expect({ name, locale, size, ...found }).toMatchObject({ untranslated: [], clipped: [], barriers: [] });
    await screen.photograph(`${name}-${locale}-${size}`, true);
  }
  await screen.speak('zh-Hant');
  await screen.resize('desktop');
}

test('HR calibrates a group’s grades: moves one with its reason, closes, and the sheet tells of it', async () => {
  const hr = await open(hrOfficer.email);
  await hr.go('/tasks?stage=calibration');
  // The market department is too small for a group of its own, and so is the centre without its large ones.
  await hr.page.getByRole('link', { name: '等級校準：示範公司' }).click();
  await hr.page.getByRole('heading', { level: 1, name: /績效校準/ }).waitFor();
  await look(hr, 'calibration', [
    ['en', 'phone'],
    ['zh-Hans', 'phone'],
    ['zh-Hant', 'phone'],
    ['en', 'desktop'],
  ]);

  const row = hr.page.locator('tbody tr').filter({ hasText: 'E0005' });
  await row.getByRole('button', { name: /^調整/ }).click();
  const dialog = hr.page.getByRole('dialog');
  await dialog.getByText('B', { exact: true }).click();
  await dialog.getByLabel('原因').fill('與同組相比，報告質量仍有差距。');
  expect(await hr.barriers()).toEqual([]);
  await dialog.getByRole('button', { name: '調整為 B' }).click();
  await row.getByText('下調').waitFor();
  expect(await row.getByRole('cell').allTextContents()).toEqual(expect.arrayContaining(['A', 'B下調']));

  const manager = await open(reviewer);
  await manager.go(new URL(hr.page.url()).pathname);
  await manager.page.getByText('您看到的是由您審核或管理的人員').waitFor();
  expect(await manager.page.getByRole('button', { name: /^調整|關閉校準會/ }).count()).toBe(0);

  await hr.page.getByRole('button', { name: '關閉校準會' }).click();
  await hr.page.getByRole('dialog').getByRole('button', { name: '關閉校準會' }).click();
  await hr.page.getByText('已關閉', { exact: true }).waitFor();
  await row.getByRole('link').click();
  await hr.page.getByText('校準：A 調整為 B').waitFor();
  await hr.page.getByText('宋佳 調整等級：A → B').waitFor();
  await look(hr, 'calibrated-sheet', [['en', 'phone']]);
  for (const screen of [hr, manager]) expect(screen.complaints).toEqual([]);
}, 300_000);

test('HR sets the quotas that the coming quarters calibrate by', async () => {
  const hr = await open(hrOfficer.email);
  await hr.go('/administration/routes');
  await hr.page.getByText('季度評估', { exact: true }).click();
  await hr.page.getByText('不足 10 人的部門併入上級部門校準。').waitFor();
  await hr.page.getByRole('button', { name: '修改比例' }).click();
  await hr.page.getByLabel('小組最少人數').fill('8');
  await hr.resize('phone');
  expect({ clipped: await hr.clipped(), barriers: await hr.barriers() }).toEqual({ clipped: [], barriers: [] });
  await hr.photograph('calibration-rules-phone', true);
  await hr.resize('desktop');
  await hr.photograph('calibration-rules', true);
  await hr.page.getByRole('button', { name: /^儲\s*存$/ }).click();
  await hr.page.getByText('不足 8 人的部門併入上級部門校準。').waitFor();
  expect(hr.complaints).toEqual([]);
}, 120_000);
