import { cyclesHttp, type RouteSettings } from '../../../../libs/contracts/cycles/http.js';
import { marketingCentre } from '../company/departments.js';
import { people } from '../company/people.js';
import { month } from '../month.js';
import type { Album } from './album.js';
import type { Tab } from './tab.js';

/** The form counts in working days; the demo's month has seconds, which are put in where the request leaves the browser. */
const route: RouteSettings = {
  // Long enough for all four sources on a slow machine; they are signed off sooner.
  cutOff: 'PT10M',
  stages: [{ stage: 'acknowledgement', window: 'PT60S', reminders: ['PT20S'], escalateAfter: null }],
};

/** HR launches the month for the marketing centre, from home; answers the cycle and how many clicks it took. */
export async function launchOnScreen(hr: Tab, album: Album): Promise<{ cycleId: string; clicks: number }> {
  await hr.page.route(`**/api/v1${cyclesHttp.launchCycle.path}`, async (request) => {
    const sent = request.request();
    if (sent.method() !== cyclesHttp.launchCycle.method) return request.fallback();
    return request.continue({ postData: JSON.stringify({ ...sent.postDataJSON(), route }) });
  });
  const clicks = await hr.counted(async () => {
    await hr.visit('cycles');
    await hr.click(hr.button('cycle.launch'));
    await choosePeriod(hr);
    await chooseMarketingCentre(hr);
    const accept = hr.page.getByRole('checkbox', { name: hr.texts.like('launch.accept') });
    if (await accept.isVisible()) await hr.click(accept);
    await launchButton(hr).waitFor();
    await hr.toTop();
    await album.take(hr, 'launch');
    await hr.click(launchButton(hr));
    await hr.page.waitForURL(/\/cycles\/[0-9a-f-]{36}/);
  });
  const cycleId = /\/cycles\/([0-9a-f-]{36})/.exec(hr.page.url())?.[1] ?? '';
  return { cycleId, clicks };
}

const monthOn = (hr: Tab): string =>
  new Intl.DateTimeFormat(hr.texts.locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(month.from),
  );

const launchButton = (hr: Tab) => hr.button('launch.go', { what: whatOn(hr), count: people.length });
const whatOn = (hr: Tab): string =>
  hr.texts.say('launch.what', { period: monthOn(hr), kind: hr.texts.say('cycle.kind.month') });

/** The month that ended last stands there already; the demo's own may be an earlier one. */
async function choosePeriod(hr: Tab): Promise<void> {
  const go = hr.button('launch.go');
  await go.waitFor();
  if ((await go.textContent())?.includes(whatOn(hr))) return;
  await hr.click(hr.page.getByRole('combobox', { name: hr.texts.say('launch.period') }));
  await hr.click(hr.page.getByTitle(monthOn(hr)));
}

async function chooseMarketingCentre(hr: Tab): Promise<void> {
  const name = marketingCentre.find(({ code }) => code === 'marketing_centre')?.names[hr.texts.locale] ?? '';
  await hr.click(hr.page.getByRole('combobox', { name: hr.texts.say('launch.departments') }));
  await hr.click(hr.page.getByTitle(name, { exact: true }).first());
  await launchButton(hr).waitFor();
  await hr.settled();
}

/** The board moves by itself while others work. */
export async function watchBoard(hr: Tab, people: number): Promise<void> {
  const stage = hr.texts.say('appraisalStage.interview');
  await hr.text('cycle.stageCount', { stage, count: people }).first().waitFor();
}

export async function signCycleOff(hr: Tab, cycleId: string): Promise<void> {
  await hr.go(`/cycles/${cycleId}`);
  await hr.click(hr.button('verb.sign_off'));
  await hr.dialog().getByRole('textbox').fill('十月考核结果确认。');
  await hr.click(hr.dialog().getByRole('button', { name: hr.texts.say('verb.sign_off'), exact: true }));
  await hr.dialog().waitFor({ state: 'hidden' });
}

export async function showClosed(hr: Tab, album: Album, cycleId: string): Promise<void> {
  await hr.page.emulateMedia({ colorScheme: 'dark' });
  await hr.go(`/cycles/${cycleId}`);
  await hr.text('cycle.states.closed').first().waitFor();
  await album.take(hr, 'board-closed-dark');
  await hr.page.emulateMedia({ colorScheme: 'light' });
}

export async function showStandard(hr: Tab, album: Album): Promise<void> {
  await hr.visit('standards');
  await hr.click(hr.page.getByRole('link', { name: hr.texts.say('standard.sales'), exact: true }));
  await hr.page.getByRole('heading', { level: 1, name: hr.texts.say('standard.sales') }).waitFor();
  await album.take(hr, 'standard');
}

/** The company's figures, as they are once everybody has a total. */
export async function showFigures(hr: Tab, album: Album): Promise<void> {
  await hr.visit('team');
  await hr.page.getByRole('heading', { level: 1, name: hr.texts.say('team.titleCompany') }).waitFor();
  await hr.chart().waitFor();
  await album.take(hr, 'company');
}
