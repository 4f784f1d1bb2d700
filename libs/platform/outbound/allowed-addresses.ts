import { lookup as resolveName } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export interface PinnedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

/** Where a request may go, or why not; `host` is what an operator would list. */
export type Pinned =
  | { readonly pinned: PinnedAddress }
  | { readonly refused: 'not_listed' | 'private' | 'unresolved'; readonly host: string };

/** Loopback, private, link-local (cloud metadata too), carrier, test, multicast and reserved ranges. */
const notPublic: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** Decides where this installation may send requests, and pins the address that was checked, so that a second look-up cannot give another. */
export class AllowedAddresses {
  private readonly hosts = new Set<string>();
  private readonly permitted = new BlockList();
  /** One a family: a list that holds the range of mapped addresses would match every IPv4 address. */
  private readonly withheld = { ipv4: new BlockList(), ipv6: new BlockList() };

  constructor(
    /** The variable the entries come from, named when they cannot be read. */
    private readonly variable: string,
    entries: string,
    private readonly resolve: Resolve = (host) => resolveName(host, { all: true }),
  ) {
    for (const [network, prefix, type] of notPublic) this.withheld[type].addSubnet(network, prefix, type);
    for (const entry of entries.split(',').map((one) => one.trim().toLowerCase())) this.add(entry);
  }

  private add(entry: string): void {
    if (entry === '') return;
    const [network = '', prefix, ...rest] = entry.split('/');
    if (prefix === undefined) {
      this.hosts.add(entry);
      return;
    }
    const family = isIP(network);
    if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix))
      throw new Error(`${this.variable}: "${entry}" is neither a host nor a range such as 10.20.0.0/16`);
    this.permitted.addSubnet(network, Number(prefix), family === 6 ? 'ipv6' : 'ipv4');
  }

  lists(url: URL): boolean {
    const { host, port } = placeOf(url);
    return this.hosts.has(host) || this.hosts.has(`${host}:${port}`) || this.hosts.has(`[${host}]:${port}`);
  }

  async pin(url: URL): Promise<Pinned> {
    const { host, port } = placeOf(url);
    if (!this.lists(url)) return { refused: 'not_listed', host: `${host}:${port}` };
    const found = await this.lookUp(host);
    if (!found) return { refused: 'unresolved', host };
    const reachable = found.find(({ address, family }) => this.mayReach(address, family));
    if (!reachable) return { refused: 'private', host };
    return { pinned: { address: reachable.address, family: reachable.family === 6 ? 6 : 4 } };
  }

  private async lookUp(host: string): Promise<readonly { address: string; family: number }[] | null> {
    const family = isIP(host);
    if (family !== 0) return [{ address: host, family }];
    try {
      return await this.resolve(host);
    } catch {
      return null;
    }
  }

  private mayReach(address: string, family: number): boolean {
    const type = family === 6 ? 'ipv6' : 'ipv4';
    return !this.withheld[type].check(address, type) || this.permitted.check(address, type);
  }
}

const placeOf = (url: URL): { host: string; port: string } => ({
  host: url.hostname.toLowerCase().replace(/^\[|\]$/g, ''),
  port: url.port || (url.protocol === 'https:' ? '443' : '80'),
});
