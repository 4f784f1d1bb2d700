import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface WantedPage {
  readonly path: string;
  /** What somebody came for: the first element that is theirs to read. */
  readonly useful: string;
}

/** What one load cost, in milliseconds from its start and in bytes as they came over the wire. */
export interface Load {
  readonly largestPaintMs: number;
  readonly usefulMs: number;
  readonly layoutShift: number;
  readonly scriptBytes: number;
  readonly allBytes: number;
  readonly requests: number;
}

export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

const desktop = { width: 1440, height: 900 };
/** After the page is there, for what still moves. */
const restMs = 1_500;

/** Signed in once; every load takes the session into a browser that has nothing else. */
export async function openSession(
  browser: Browser,
  address: string,
  login: string,
  password: string,
): Promise<Session> {
  const context = await browser.newContext({ viewport: desktop, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.locator('input#login').fill(login);
  await page.locator('input#password').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('#main h1').waitFor();
  const session = await context.storageState();
  await context.close();
  return session;
}

/** One load with an empty cache; `slowdown`: how many times slower the processor is made. */
export async function loadPage(
  browser: Browser,
  address: string,
  session: Session,
  { path, useful }: WantedPage,
  slowdown: number,
): Promise<Load> {
  const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', storageState: session });
  try {
    const page = await context.newPage();
    const bytes = await countBytes(page, slowdown);
    await page.addInitScript(observe, useful);
    await page.goto(`${address}${path}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.measured.usefulMs > 0, undefined, { timeout: 60_000 });
    await page.waitForTimeout(restMs);
    return { ...(await page.evaluate(() => ({ ...window.measured }))), ...bytes() };
  } finally {
    await context.close();
  }
}

type Bytes = Pick<Load, 'scriptBytes' | 'allBytes' | 'requests'>;

async function countBytes(page: Page, slowdown: number): Promise<() => Bytes> {
  const client = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const counted = { scriptBytes: 0, allBytes: 0, requests: 0 };
  client.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    counted.requests += 1;
    counted.allBytes += encodedDataLength;
    if (kinds.get(requestId) === 'Script') counted.scriptBytes += encodedDataLength;
  });
  await client.send('Network.enable');
  if (slowdown > 1) await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return () => ({ ...counted });
}

type Measured = Pick<Load, 'largestPaintMs' | 'usefulMs' | 'layoutShift'>;
declare global {
  interface Window {
    measured: { -readonly [name in keyof Measured]: number };
  }
}

/** Runs in the page before anything of it does. */
function observe(useful: string): void {
  const measured = { largestPaintMs: 0, usefulMs: 0, layoutShift: 0 };
  window.measured = measured;
  new PerformanceObserver((list) => {
    measured.largestPaintMs = list.getEntries().at(-1)?.startTime ?? 0;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) measured.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const looking = new MutationObserver(() => {
    if (document.querySelector(useful) === null) return;
    looking.disconnect();
    // Two frames later it has been painted.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        measured.usefulMs = performance.now();
      }),
    );
  });
  looking.observe(document, { childList: true, subtree: true });
}
