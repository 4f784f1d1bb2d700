import { sourceNames } from '../../../../libs/contracts/metrics/messages.js';
import type { LocalisedText } from '../../../../libs/contracts/values.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import type { RecordPorts } from '../record/ports.js';

/** What the company calls its sources, by id, as documents print them. */
export async function readSourceNames(
  { services }: Pick<RecordPorts, 'services'>,
  call: Call<never>,
): Promise<Readonly<Record<string, LocalisedText>>> {
  const { items } = await services.ask(sourceNames, {}, call);
  return Object.fromEntries(items.map(({ sourceId, names }) => [sourceId, names]));
}
