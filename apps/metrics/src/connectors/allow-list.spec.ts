import { AllowList } from './allow-list.js';

const at =
  (address: string, family = 4) =>
  async () => [{ address, family }];
const pinned = (list: string, url: string, address: string, family = 4) =>
  new AllowList(list, at(address, family)).pin(new URL(url));

describe('the addresses a source may be at', () => {
  it('pins the address that was checked', async () => {
    expect(await pinned('oa.example.com', 'https://OA.example.com/x', '93.184.216.34')).toEqual({
      address: '93.184.216.34',
      family: 4,
    });
  });

  it('may be listed with their port', async () => {
    await expect(pinned('oa.example.com:8443', 'https://oa.example.com:8443/', '93.184.216.34')).resolves.toBeDefined();
    await expect(pinned('oa.example.com:8443', 'https://oa.example.com/', '93.184.216.34')).rejects.toMatchObject({
      code: 'source.address_not_allowed',
    });
  });

  it.each([
    ['127.0.0.1', 4],
    ['10.1.2.3', 4],
    ['172.31.0.1', 4],
    ['192.168.1.1', 4],
    ['169.254.169.254', 4],
    ['100.64.0.1', 4],
    ['0.0.0.0', 4],
    ['::1', 6],
    ['fd00::1', 6],
    ['fe80::1', 6],
    ['::ffff:127.0.0.1', 6],
  ])('are refused when a listed name leads to %s', async (address, family) => {
    await expect(pinned('oa.example.com', 'https://oa.example.com/', address, family)).rejects.toMatchObject({
      code: 'source.address_private',
    });
  });

  it('may be private where the range is listed as well', async () => {
    await expect(pinned('oa.internal,10.20.0.0/16', 'http://oa.internal/', '10.20.3.4')).resolves.toEqual({
      address: '10.20.3.4',
      family: 4,
    });
    await expect(pinned('oa.internal,10.20.0.0/16', 'http://oa.internal/', '10.21.3.4')).rejects.toMatchObject({
      code: 'source.address_private',
    });
  });

  it('say so when a name cannot be resolved', async () => {
    const list = new AllowList('oa.example.com', () => Promise.reject(new Error('ENOTFOUND')));
    await expect(list.pin(new URL('https://oa.example.com'))).rejects.toMatchObject({
      status: 503,
      code: 'source.unreachable',
    });
  });

  it('stop the start when the list cannot be read', () => {
    expect(() => new AllowList('10.0.0.0/x')).toThrow(/KAOHE_CONNECTOR_ALLOW/);
  });
});
