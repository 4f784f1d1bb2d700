import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versions } from './paths.mjs';
import { withProgress } from './progress.mjs';

// Where the internet's releases are not reachable this is all the time that is lost before Go is tried.
const connectTimeoutMs = 5_000;
const downloadTimeoutMs = 300_000;

/**
 * Downloads the official release into `folder`, checked against the release's own SHA-256 list. Answers false, with the reason in the
 * log, when it is not to be had; a wrong checksum is an error.
 * @param {{ name: string, folder: string, log: (line: string) => void }} download
 */
export async function downloadRelease({ name, folder, log }) {
  const { release, version, programs } = versions[name];
  if (!release) return false;
  const archiveUrl = fill(release.archive, version);
  const checksumsUrl = fill(release.checksums, version);
  const checksums = await reach(checksumsUrl).catch((error) => {
    log(`${name}: ${new URL(checksumsUrl).hostname} is not reachable (${reasonOf(error)})`);
  });
  if (!checksums) return false;

  log(`${name}: downloading the official release ${version}`);
  const download = () => fetchBytes(archiveUrl, downloadTimeoutMs);
  const archive = await withProgress(log, `${name}: still downloading`, download).catch((error) => {
    log(`${name}: the release could not be downloaded (${reasonOf(error)})`);
  });
  if (!archive) return false;
  verify(archive, checksums.toString('utf8'), archiveUrl.split('/').at(-1) ?? '');
  unpack(archive, folder, Object.keys(programs));
  return true;
}

/** @param {string} url */
const reach = (url) => fetchBytes(url, connectTimeoutMs);

/** @param {string} url @param {number} timeoutMs */
async function fetchBytes(url, timeoutMs) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** @param {unknown} error */
function reasonOf(error) {
  const { name, message, cause } = /** @type {Error & { cause?: { code?: string } }} */ (error);
  return name === 'TimeoutError' ? 'no answer in time' : (cause?.code ?? message);
}

/** @param {string} template @param {string} version */
function fill(template, version) {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return template.replaceAll('{version}', version).replace('{os}', process.platform).replace('{arch}', arch);
}

/** @param {Buffer} archive @param {string} list @param {string} file */
export function verify(archive, list, file) {
  const line = list.split('\n').find((candidate) => candidate.trim().endsWith(file));
  const expected = line?.trim().split(/\s+/)[0]?.toLowerCase();
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected)
    throw new Error(`${file} has SHA-256 ${actual}, its release names ${expected ?? 'none'}: it is not used`);
}

/** @param {Buffer} archive @param {string} folder @param {string[]} programs */
function unpack(archive, folder, programs) {
  const scratch = mkdtempSync(join(folder, 'unpack-'));
  writeFileSync(join(scratch, 'archive.tar.gz'), archive);
  const tar = spawnSync('tar', ['-xzf', 'archive.tar.gz'], { cwd: scratch, encoding: 'utf8' });
  if (tar.status !== 0) throw new Error(`the release could not be unpacked: ${tar.stderr || tar.error?.message}`);
  const files = readdirSync(scratch, { recursive: true, encoding: 'utf8' });
  for (const program of programs) {
    const file = files.find((candidate) => candidate.split('/').at(-1) === program);
    if (!file) throw new Error(`the release holds no ${program}`);
    copyFileSync(join(scratch, file), join(folder, program));
    chmodSync(join(folder, program), 0o755);
  }
  rmSync(scratch, { recursive: true });
}
