import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillCache } from '../../deploy/local/servers/cache.mjs';
import { tryLock } from '../../deploy/local/servers/file-lock.mjs';
import { usualGo } from '../../deploy/local/servers/go-build.mjs';
import { folderOnPath, obtain } from '../../deploy/local/servers/obtain.mjs';
import { versions } from '../../deploy/local/servers/paths.mjs';
import { choosePorts, portOfEnvironment } from '../../deploy/local/servers/ports.mjs';
import { withProgress } from '../../deploy/local/servers/progress.mjs';
import { secret } from '../../deploy/local/servers/secrets.mjs';
import { isAccepted, versionIn } from '../../deploy/local/servers/version.mjs';

describe('obtaining servers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-obtain-'));
  const before = { PATH: process.env.PATH, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME };
  const pinned = structuredClone(versions.nats);
  let releases: Server;
  let served: Map<string, Buffer>;
  const told: string[] = [];
  const log = (line: string): void => void told.push(line);

  beforeAll(async () => {
    releases = createServer((request, response) => {
      const body = served.get(request.url ?? '');
      response.statusCode = body ? 200 : 404;
      response.end(body);
    });
    await new Promise<void>((resolve) => releases.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(releases.address() as AddressInfo).port}`;
    versions.nats.release = {
      archive: `${address}/nats-{version}-{os}-{arch}.tar.gz`,
      checksums: `${address}/SHA256SUMS`,
    };
  });
  beforeEach(() => {
    served = new Map();
    told.length = 0;
    process.env.XDG_CACHE_HOME = mkdtempSync(join(folder, 'cache-'));
    process.env.PATH = before.PATH;
  });
  afterAll(() => {
    releases.close();
    Object.assign(versions.nats, pinned);
    Object.assign(process.env, before);
    if (before.XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A release as its makers publish it: a folder with the program in a .tar.gz, and the list of checksums. */
  function publish(checksumOf: (archive: Buffer) => string): void {
    const release = mkdtempSync(join(folder, 'release-'));
    mkdirSync(join(release, 'nats'));
    writeFileSync(join(release, 'nats/nats-server'), '#!/bin/sh\necho the released server\n');
    spawnSync('tar', ['-czf', 'nats.tar.gz', 'nats'], { cwd: release });
    const archive = readFileSync(join(release, 'nats.tar.gz'));
    const file = `nats-${versions.nats.version}-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz`;
    served.set(`/${file}`, archive);
    served.set('/SHA256SUMS', Buffer.from(`${'0'.repeat(64)}  another.tar.gz\n${checksumOf(archive)}  ${file}\n`));
  }

  function program(version: string): string {
    const bin = mkdtempSync(join(folder, 'bin-'));
    writeFileSync(join(bin, 'nats-server'), `#!/bin/sh\necho nats-server: v${version}\n`);
    chmodSync(join(bin, 'nats-server'), 0o755);
    return bin;
  }

  it.each([
    ['2.15.2', true],
    ['2.12.3', true],
    ['2.12.2', false],
    ['2.9.10', false],
    ['3.0.0', false],
  ])('accepts a server of version %s: %s', (version, accepted) => {
    expect(isAccepted(version, { minimum: '2.12.3', below: '3' })).toBe(accepted);
  });

  it.each([
    ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', '15.18'],
    ['nats-server: v2.15.2', '2.15.2'],
    ['temporal version 1.30.7', '1.30.7'],
    ['no idea', undefined],
  ])('reads the version of "%s"', (answer, version) => {
    expect(versionIn(answer)).toBe(version);
  });

  it('takes a program on PATH whose version is accepted', async () => {
    const bin = program('2.15.0');
    process.env.PATH = `${bin}:${before.PATH}`;
    expect(await obtain('nats', 'NATS_URL', log)).toBe(bin);
    expect(told).toEqual([]);
  });

  it('passes over a program on PATH that is too old, and says so', () => {
    const bin = program('2.9.10');
    process.env.PATH = `${bin}:${before.PATH}`;
    expect(folderOnPath('nats', ['nats-server'], log)).toBeUndefined();
    expect(told).toEqual([`nats: ${bin}/nats-server is 2.9.10, not used: 2.12.3 or newer, below 3, is needed`]);
  });

  it('downloads the official release once, checked, and keeps it for the user', async () => {
    publish((archive) => createHash('sha256').update(archive).digest('hex'));
    const first = await obtain('nats', 'NATS_URL', log);
    expect(spawnSync(join(first, 'nats-server'), { encoding: 'utf8' }).stdout).toBe('the released server\n');
    served.clear();
    expect(await obtain('nats', 'NATS_URL', log)).toBe(first);
    expect(first.startsWith(process.env.XDG_CACHE_HOME ?? 'unset')).toBe(true);
  });

  it('never uses a release whose checksum is wrong', async () => {
    publish(() => 'f'.repeat(64));
    await expect(obtain('nats', 'NATS_URL', log)).rejects.toThrow(
      /has SHA-256 .* its release names f{64}: it is not used/,
    );
    expect(readdirSync(join(process.env.XDG_CACHE_HOME ?? '', 'kaohe/servers'))).toEqual([]);
  });

  it('names what is missing and the remedies when there is neither a release nor Go', async () => {
    process.env.PATH = mkdtempSync(join(folder, 'empty-'));
    const elsewhere = usualGo.splice(0);
    await expect(obtain('nats', 'NATS_URL', log)).rejects.toThrow(
      /^nats 2\.15\.2 could not be obtained: .* Go.* was not found\n {2}→ connect to the internet, install Go .* put nats-server of 2\.12\.3 or newer, below 3, on PATH, or set NATS_URL/,
    );
    usualGo.push(...elsewhere);
    expect(told[0]).toMatch(/is not reachable \(status 404\)/);
  });

  it('shows what Go said when it cannot build the server', async () => {
    const bin = mkdtempSync(join(folder, 'go-'));
    writeFileSync(
      join(bin, 'go'),
      '#!/bin/sh\n[ "$1" = version ] && exit 0\necho "go.mod requires go >= 1.26" >&2; exit 1\n',
    );
    chmodSync(join(bin, 'go'), 0o755);
    process.env.PATH = `${bin}:${before.PATH}`;
    versions.nats.minimum = '99';
    await expect(obtain('nats', 'NATS_URL', log)).rejects.toThrow(
      /nats-server could not be built with Go:\ngo\.mod requires go >= 1\.26\n {2}→ Go 1\.26 or newer .* or set NATS_URL/,
    );
    versions.nats.minimum = pinned.minimum;
  });

  it('says every so often what it still waits for', async () => {
    jest.useFakeTimers();
    const work = withProgress(log, 'nats: still building', () => jest.advanceTimersByTimeAsync(31_000));
    await work;
    jest.useRealTimers();
    expect(told).toEqual(['nats: still building (15 s)', 'nats: still building (30 s)']);
  });

  it.each(['80x', '0', '70000', '-1', '8080.5'])('refuses the port %s with the remedy', (value) => {
    expect(() => portOfEnvironment(value)).toThrow(`PORT is "${value}"\n  → set it to a number from 1 to 65535`);
  });

  it('fills a cache once when two want it at the same time', async () => {
    let fills = 0;
    const target = { name: 'nats', folder: join(folder, 'shared-cache'), log };
    const fill = async (scratch: string): Promise<void> => {
      fills += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(existsSync(target.folder)).toBe(false);
      writeFileSync(join(scratch, 'nats-server'), 'whole');
    };
    await Promise.all([fillCache(target, fill), fillCache(target, fill)]);
    expect(fills).toBe(1);
    expect(readFileSync(join(target.folder, 'nats-server'), 'utf8')).toBe('whole');
  });

  it('takes over the lock of a process that is gone, never that of a living one', () => {
    const lock = join(folder, 'a.lock');
    expect(tryLock(lock)).toHaveProperty('release');
    expect(tryLock(lock)).toEqual({ heldBy: process.pid });
    // The same pid with another beginning is another process.
    writeFileSync(lock, `${process.pid} 12\n`);
    expect(tryLock(lock)).toHaveProperty('release');
  });

  it('keeps its ports from start to start, and moves away from one that is taken', async () => {
    const data = mkdtempSync(join(folder, 'data-'));
    const first = await choosePorts(data, ['postgres', 'nats']);
    expect(await choosePorts(data, ['postgres', 'nats'])).toEqual(first);
    const other = createServer().listen(first.nats, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const second = await choosePorts(data, ['postgres', 'nats']);
    expect(second.postgres).toBe(first.postgres);
    expect(second.nats).not.toBe(first.nats);
    await expect(choosePorts(data, ['gateway'], { fixed: { gateway: first.nats } })).rejects.toThrow(
      `port ${first.nats}, wanted for gateway, is in use`,
    );
    other.close();
  });

  it('makes a secret once and lets nobody else read it', () => {
    const data = mkdtempSync(join(folder, 'data-'));
    const made = secret(data, 'postgres');
    expect(Buffer.from(made, 'base64url')).toHaveLength(32);
    expect(secret(data, 'nats.kaohe')).not.toBe(made);
    expect(secret(data, 'postgres')).toBe(made);
    expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
  });
});
