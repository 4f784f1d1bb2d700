import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillCache } from './cache.mjs';
import { StartFailure } from './failure.mjs';
import { serverCacheDir, versions } from './paths.mjs';
import { withProgress } from './progress.mjs';

const name = 'temporal-test-server';

/**
 * The time-skipping test server, for `createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`: the SDK's own
 * download where the internet is reachable, else the same server from Maven with a start script.
 * @param {(line: string) => void} [log]
 */
export async function timeSkippingServerPath(log = () => undefined) {
  const folder = serverCacheDir(name, versions[name].version);
  await fillCache({ name, folder, log }, async (scratch) => {
    const fetchIt = (await internetReachable()) ? fetchWithSdk : fetchWithMaven;
    await withProgress(log, `${name}: still fetching it`, () => fetchIt(scratch, log));
  });
  return join(folder, name);
}

async function internetReachable() {
  const answer = await fetch('https://temporal.download', { signal: AbortSignal.timeout(5_000) }).catch(
    () => undefined,
  );
  return answer !== undefined;
}

/** @param {string} folder */
async function fetchWithSdk(folder) {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  // The SDK downloads when it starts a server; one start fills the folder.
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'cached-download', downloadDir: folder } },
  });
  await environment.teardown();
  const [downloaded] = readdirSync(folder);
  if (!downloaded)
    throw new StartFailure(`the SDK's download of ${name} left no file`, 'remove the cache folder and try again');
  renameSync(join(folder, downloaded), join(folder, name));
}

/** @param {string} folder @param {(line: string) => void} log */
async function fetchWithMaven(folder, log) {
  const java = findJava();
  if (!java || spawnSync('mvn', ['--version']).status !== 0) {
    throw new StartFailure(
      `${name}: temporal.download is not reachable, and Maven with Java 11 or newer, the other source, was not found`,
      'install both (Debian: apt-get install maven default-jre-headless)',
    );
  }
  log(`${name}: fetching ${versions[name].version} with Maven`);
  const libraries = join(folder, 'lib');
  mkdirSync(libraries);
  const pom = join(folder, 'pom.xml');
  writeFileSync(pom, pomOf(versions[name].version));
  await run('mvn', [
    '-q',
    '-B',
    '-f',
    pom,
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${libraries}`,
  ]);
  rmSync(pom);
  // The serial collector and the first compiler alone start fastest: the SDK waits five seconds, also on a busy machine.
  const script = `#!/bin/sh
exec "${java}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;
  writeFileSync(join(folder, name), script, { mode: 0o755 });
}

function findJava() {
  const home = process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin/java');
  if (home && existsSync(home)) return home;
  return spawnSync('java', ['-version']).status === 0 ? 'java' : undefined;
}

/** @param {string} version */
const pomOf = (version) => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kaohe</groupId><artifactId>temporal-test-server</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${version}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** @param {string} command @param {string[]} args @returns {Promise<void>} */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-2_000);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new StartFailure(
            `${name} could not be fetched with Maven:\n${output.trim()}`,
            'check that Maven reaches its repository',
          ),
        );
    });
  });
}
