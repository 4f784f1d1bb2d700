import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Locale } from '../../libs/contracts/values.js';
import { projectRoot } from '../../libs/platform/config/index.js';
import { textsOf } from '../web/messages.js';

const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const artifacts = join(projectRoot, 'test/.artifacts');

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 375, height: 812 } } as const;
export type Size = keyof typeof sizes;
const browserLocales: Readonly<Record<Locale, string>> = { 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN', en: 'en-GB' };

/** A tab of somebody's own browser, with everything that browser complained of. */
export class Screen {
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly address: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught|Warning:/.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, address: string, locale: Locale, size: Size = 'desktop'): Promise<Screen> {
    const context = await browser.newContext({
      locale: browserLocales[locale],
      viewport: sizes[size],
      // A dialog that still grows may slip away under a click; whoever asks for stillness gets it.
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(15_000);
    return new Screen(await context.newPage(), address);
  }

  async signIn(login: string, password: string): Promise<this> {
    await this.page.goto(`${this.address}/sign-in`);
    await this.page.locator('input#login').fill(login);
    await this.page.locator('input#password').fill(password);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('#main h1').waitFor();
    return this;
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.address}${path}`);
    await this.settled();
  }

  /** Nothing loads any more. The event stream stays open, so the network itself never rests. */
  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page.waitForFunction(() => document.querySelector('.ant-skeleton, [aria-busy="true"]') === null);
  }

  /** The account's language, as the menu sets it. */
  async speak(locale: Locale): Promise<void> {
    await this.page.evaluate(async (wanted) => {
      await fetch('/api/v1/session', {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ locale: wanted }),
      });
    }, locale);
    await this.page.reload();
    await this.page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale);
    await this.settled();
  }

  /** The frame of the page follows a moment after the window. */
  async resize(size: Size): Promise<void> {
    await this.page.setViewportSize(sizes[size]);
    await this.page.waitForFunction(
      (narrow) => (document.querySelector('.side-menu') === null) === narrow,
      size === 'phone',
    );
    await this.settled();
  }

  /** Two frames on: boxes that measure themselves have done so. */
  private async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** What is in the window; the whole page only where nothing is open over it: for that the window changes its size. */
  async photograph(name: string, whole = false): Promise<void> {
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: join(artifacts, `${name}.png`), fullPage: whole });
  }

  /** What hinders people: serious and critical findings, with the elements they are about; and what is too faint in the dark. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axeSource);
    const found = await this.findings({ resultTypes: ['violations'] });
    await this.shine('dark');
    const faint = await this.findings({ resultTypes: ['violations'], runOnly: ['color-contrast'] });
    await this.shine('light');
    return [...found, ...faint.map((finding) => `in the dark: ${finding}`)];
  }

  /** As the reader's system asks for it. */
  private async shine(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme });
    await this.page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, colorScheme);
  }

  private async findings(options: axe.RunOptions): Promise<string[]> {
    // A button that has just become ready fades from one colour to the other: what stands is judged.
    await this.page.waitForFunction(
      () =>
        !document.getAnimations().some((moving) => moving instanceof CSSTransition && moving.playState === 'running'),
    );
    const { violations } = await this.page.evaluate(
      (asked) => (window as unknown as { axe: typeof axe }).axe.run(document, asked),
      options,
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  }

  /** Keys without a text, and values that were not filled in. */
  async untranslated(): Promise<string[]> {
    const spaces = [...new Set(Object.keys(textsOf('en')).map((key) => key.split('.')[0] ?? ''))];
    const key = new RegExp(`^(?:${spaces.join('|')})(?:\\.[A-Za-z_]+)+$`);
    const texts = await this.page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [document.title];
      while (walker.nextNode()) found.push(walker.currentNode.textContent?.trim() ?? '');
      for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
        for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
      return found;
    });
    return texts.filter((text) => key.test(text) || text.includes('{{'));
  }

  /** Text that its box cuts off, and a page that is wider than its screen: what stands so, not what passes while a box is measured anew. */
  async clipped(): Promise<string[]> {
    let found = await this.cut();
    for (let looked = 1; found.length > 0 && looked < 20; looked++) {
      await this.drawn();
      found = await this.cut();
    }
    return found;
  }

  private async cut(): Promise<string[]> {
    return this.page.evaluate(() => {
      const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
        const { overflowX, visibility } = getComputedStyle(element);
        const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
        return (
          ownText &&
          overflowX === 'hidden' &&
          visibility !== 'hidden' &&
          element.clientWidth > 1 &&
          element.scrollWidth > element.clientWidth + 1
        );
      });
      const wide = document.documentElement.scrollWidth - innerWidth;
      return [...cut.map((element) => element.outerHTML), ...(wide > 0 ? [`the page is ${wide} px too wide`] : [])];
    });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
