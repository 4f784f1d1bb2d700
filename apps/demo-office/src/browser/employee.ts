import type { Album } from './album.js';
import type { Tab } from './tab.js';

/** Reads on a phone why the score is what it is, and acknowledges it. */
export async function acknowledgeOnScreen(employee: Tab, album: Album): Promise<void> {
  await employee.visit('results');
  const answer = employee.button('verb.acknowledge');
  await answer.waitFor();
  await album.take(employee, 'my-result-phone');
  await employee.click(answer);
  await employee.text('mine.given').waitFor();
  await employee.resize('desktop');
  await employee.chart().waitFor();
  await album.take(employee, 'my-result');
}
