import { Problem } from '../../../../libs/platform/http/index.js';
import { AllowedAddresses, type PinnedAddress, type Resolve } from '../../../../libs/platform/outbound/index.js';

export type { PinnedAddress } from '../../../../libs/platform/outbound/index.js';

/** Where an HTTP source may be. */
export class AllowList {
  private readonly addresses: AllowedAddresses;

  constructor(entries: string, resolve?: Resolve) {
    this.addresses = new AllowedAddresses('KAOHE_CONNECTOR_ALLOW', entries, resolve);
  }

  async pin(url: URL): Promise<PinnedAddress> {
    const found = await this.addresses.pin(url);
    if ('pinned' in found) return found.pinned;
    throw refusals[found.refused](found.host);
  }
}

const refusals = {
  not_listed: (host: string) =>
    new Problem(
      422,
      'source.address_not_allowed',
      `The host ${host} is not on the installation's allow-list; the operator adds it to KAOHE_CONNECTOR_ALLOW.`,
      { host },
    ),
  private: (host: string) =>
    new Problem(
      422,
      'source.address_private',
      `The host ${host} is at a private address; the operator adds its range to KAOHE_CONNECTOR_ALLOW if that is meant.`,
      { host },
    ),
  unresolved: (host: string) =>
    new Problem(503, 'source.unreachable', `The name ${host} could not be resolved; check it and the network.`, {
      host,
    }),
};
