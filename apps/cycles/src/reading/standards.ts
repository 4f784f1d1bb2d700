import { standardDocuments } from '../../../../libs/contracts/roles/messages.js';
import type { Duty, StandardVersion } from '../../../../libs/domain/scoring/index.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import type { Services } from '../record/ports.js';

/** A document is a few kB, so that forty stay under a message's limit. */
const standardsPerMessage = 40;

interface Address {
  readonly standardId: string;
  readonly standardVersion: number;
}
export type StandardOf = (address: Address) => StandardVersion | undefined;

export async function readStandards(services: Services, call: Call, used: readonly Address[]): Promise<StandardOf> {
  const wanted = [...new Map(used.map((one) => [keyOf(one), one])).values()];
  const found = new Map<string, StandardVersion>();
  for (let from = 0; from < wanted.length; from += standardsPerMessage) {
    const versions = wanted
      .slice(from, from + standardsPerMessage)
      .map(({ standardId, standardVersion }) => ({ standardId, version: standardVersion }));
    const answer = await services.ask(standardDocuments, { versions }, call);
    // The documents are JSON of a shape that roles validated when it stored them.
    for (const document of answer.documents as unknown as StandardVersion[])
      found.set(keyOf({ standardId: document.standardId, standardVersion: document.version }), document);
  }
  return (address) => found.get(keyOf(address));
}

const keyOf = ({ standardId, standardVersion }: Address): string => `${standardId}/${standardVersion}`;

/** In signs every reader reads; how often is in the duty's own words. */
export function expectedOf({ expected }: Duty): string {
  switch (expected.kind) {
    case 'count':
      return expected.upTo === undefined ? `≥ ${expected.atLeast}` : `${expected.atLeast}–${expected.upTo}`;
    case 'share':
      return `≥ ${expected.percent} %`;
    case 'kept':
      return '✓';
  }
}
