import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import type { Browser, Page } from 'playwright-core';
import { gatewayConfig } from '../../apps/gateway/src/config.js';
import { startGateway } from '../../apps/gateway/src/start-gateway.js';
import { RolesModule } from '../../apps/roles/src/app.module.js';
import { rolesProgram } from '../../apps/roles/src/command.js';
import { loadConfig, projectRoot, serviceConfig } from '../../libs/platform/config/index.js';
import { startService } from '../../libs/platform/service/index.js';
import { launchChromium } from '../support/chromium.js';
import { freshBus, freshDatabase, type TestDatabase } from '../support/servers.js';

const password = 'correct horse battery 47';
let database: TestDatabase;
let roles: INestApplication;
let gateway: INestApplication;
let browser: Browser;
let webFolder: string;
let address: string;

beforeAll(async () => {
  mkdirSync(join(projectRoot, 'dist'), { recursive: true });
  webFolder = mkdtempSync(join(projectRoot, 'dist/web-test-'));
  const vite = join(projectRoot, 'node_modules/vite/bin/vite.js');
  const build = spawnSync(process.execPath, [vite, 'build', 'apps/web', '--outDir', webFolder, '--logLevel', 'error'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`the page was not built: ${build.stderr}`);
  database = await freshDatabase();
  const bus = await freshBus();
  const env = {
    ...bus,
    KAOHE_LOG_LEVEL: 'fatal',
    KAOHE_HEALTH_PORT: '0',
    KAOHE_SERVICE_DATABASE_URL: database.urlOf('roles'),
  };
  const config = loadConfig(serviceConfig, env);
  await rolesProgram({ env: { ...env, KAOHE_DEMO_PASSWORD: password }, say: () => undefined }).parseAsync([
    'node',
    'kaohe',
    'company',
    'create',
    '--name',
    '示範公司',
  ]);
  ({ app: roles } = await startService({ name: 'roles', module: RolesModule.with(config), config }));
  gateway = await startGateway(
    loadConfig(gatewayConfig, {
      ...env,
      PORT: '0',
      KAOHE_PARTS: '',
      KAOHE_WEB_FOLDER: relative(projectRoot, webFolder),
    }),
  );
  address = (await gateway.getUrl()).replace('[::1]', '127.0.0.1');
  browser = await launchChromium();
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await roles?.close();
  await database?.drop();
  rmSync(webFolder, { recursive: true, force: true });
});

/** A page in a language, with everything the browser complained of. */
async function open(locale: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ locale, viewport: { width: 375, height: 812 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
  });
  return { page, complaints };
}

test.each([
  ['zh-TW', 'zh-Hant', '登入', '帳號', '密碼', '待辦'],
  ['zh-CN', 'zh-Hans', '登录', '账号', '密码', '待办'],
  ['en-GB', 'en', 'Sign in', 'Account', 'Password', 'To do'],
])(
  'an account signs in and lands on its to-do list (%s)',
  async (browserLocale, lang, button, account, secret, heading) => {
    const { page, complaints } = await open(browserLocale);
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: button }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    await page.getByLabel(account).fill('admin');
    await page.getByRole('textbox', { name: secret }).fill('wrong password');
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('textbox', { name: secret }).fill(password);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await page.title()).toContain(heading);
    // The cycles service is not part of this test: the page says so instead of showing an empty list.
    await page.getByRole('alert').waitFor({ timeout: 30_000 });
    expect(complaints).toEqual([]);
    if (process.env.KAOHE_SCREENSHOTS)
      await page.screenshot({ path: join(process.env.KAOHE_SCREENSHOTS, `to-do-${lang}.png`) });
    await page.close();
  },
  60_000,
);
