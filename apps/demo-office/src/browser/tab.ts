import type { Browser, Locator, Page } from 'playwright-core';
import type { Locale } from '../../../../libs/contracts/values.js';
import type { Person } from '../company/people.js';
import { Texts } from './texts.js';

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 375, height: 812 } } as const;
export type Size = keyof typeof sizes;
const browserLocales: Readonly<Record<Locale, string>> = { 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN', en: 'en-GB' };

type Values = Parameters<Texts['say']>[1];

/** Somebody's own browser with one tab: what they see is found by role and by the words on it. */
export class Tab {
  /** What the browser complained of. */
  readonly complaints: string[] = [];
  private made = 0;

  private constructor(
    readonly page: Page,
    readonly texts: Texts,
    private readonly address: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, address: string, { locale }: Person, size: Size = 'desktop'): Promise<Tab> {
    const context = await browser.newContext({
      locale: browserLocales[locale],
      viewport: sizes[size],
      // Pictures are taken of what is there, not of what is on its way.
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    const tab = new Tab(await context.newPage(), new Texts(locale), address);
    await tab.go('/');
    return tab;
  }

  async signIn({ email }: Person, password: string): Promise<void> {
    await this.field('session.login').fill(email);
    await this.field('session.password').fill(password);
    await this.button('session.signIn').click();
    await this.page.getByRole('heading', { level: 1, name: this.texts.say('nav.home') }).waitFor();
    await this.settled();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.address}${path}`);
    await this.settled();
  }

  /** Through the main menu, as a person goes. */
  async visit(place: string): Promise<void> {
    await this.click(this.menuLink(place));
    await this.settled();
  }

  menuLink(place: string): Locator {
    const menu = this.page.getByRole('navigation', { name: this.texts.say('nav.main') });
    return menu.getByRole('link', { name: this.texts.say(`nav.${place}`) });
  }

  button(key: string, values?: Values): Locator {
    return this.page.getByRole('button', { name: this.texts.like(key, values) });
  }

  text(key: string, values?: Values): Locator {
    return this.page.getByText(this.texts.like(key, values));
  }

  field(key: string): Locator {
    return this.page.getByLabel(this.texts.say(key), { exact: true });
  }

  /** A dialog or drawer that is open. */
  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The first that is drawn. */
  chart(): Locator {
    return this.page.getByRole('figure').getByRole('img').first();
  }

  async click(what: Locator): Promise<void> {
    await what.click();
    this.made += 1;
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.made += 1;
  }

  /** How many clicks and keys a piece of work takes. */
  async counted(work: () => Promise<void>): Promise<number> {
    const before = this.made;
    await work();
    return this.made - before;
  }

  /** Everything that was asked for is there. The event stream stays open, so the network itself never rests. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
    await this.page.waitForFunction(
      () => document.querySelector('.ant-skeleton, .ant-spin-spinning, [aria-busy="true"]') === null,
    );
  }

  /** Nothing is lit up by the mouse. */
  pointAway(): Promise<void> {
    return this.page.mouse.move(0, 0);
  }

  toTop(): Promise<void> {
    return this.page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  }

  resize(size: Size): Promise<void> {
    return this.page.setViewportSize(sizes[size]);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
