import { join } from 'node:path';
import { sourceDefinitions } from '../source-definitions.js';
import type { Album } from './album.js';
import type { Tab } from './tab.js';

const file = 'customer-satisfaction.xlsx';

/** The data owner brings the first of the questionnaire files. */
export async function uploadOnScreen(owner: Tab, album: Album, folder: string): Promise<void> {
  await owner.visit('sources');
  const source = sourceDefinitions().find(({ sourceId }) => sourceId === 'survey');
  await owner.click(owner.page.getByRole('link', { name: source?.names[owner.texts.locale] ?? 'survey', exact: true }));
  const chooser = owner.page.waitForEvent('filechooser');
  await owner.click(owner.page.getByText(owner.texts.say('file.drop'), { exact: true }));
  await (await chooser).setFiles(join(folder, file));
  await owner.text('sources.loadedRows').waitFor();
  await album.take(owner, 'source-upload');
}

/** Looks into a row that was held back, then answers for the source with the reason. */
export async function signSourceOff(owner: Tab, album: Album): Promise<void> {
  await owner.page.reload();
  await owner.settled();
  await owner.click(tabLink(owner, 'held'));
  const open = owner.page.getByRole('button', { name: new RegExp(`^${owner.texts.say('held.open')}`) });
  await owner.click(open.first());
  await owner.dialog().waitFor();
  await album.take(owner, 'held-row');
  await owner.press('Escape');
  await owner.dialog().waitFor({ state: 'hidden' });
  await owner.click(tabLink(owner, 'cycle'));
  await owner.click(owner.button('source.signOff'));
  await owner.dialog().getByRole('textbox').fill('已核对：被隔离的记录已逐条说明，与来源合计的差异已知。');
  await album.take(owner, 'source-sign-off');
  await owner.click(owner.dialog().getByRole('button', { name: owner.texts.say('source.signOff'), exact: true }));
  await owner.text('sources.signedOffAt').waitFor();
}

const tabLink = (owner: Tab, tab: 'cycle' | 'held') =>
  owner.page.getByRole('link', { name: owner.texts.say(`sources.tab.${tab}`), exact: true });
