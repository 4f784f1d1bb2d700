import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { StartFailure } from './failure.mjs';
import { versions } from './paths.mjs';
import { createDatabase, query } from './sql.mjs';

// Two Temporal clusters on one database destroy each other; the mark tells our databases from somebody else's.
const mark = 'Temporal of Kaohe';

export function temporalDatabases() {
  const main = process.env.TEMPORAL_DATABASE || 'temporal';
  return { main, visibility: `${main}_visibility` };
}

/**
 * Creates Temporal's databases and brings their schemas to the version the server needs; leaves those alone that are there already.
 * @param {{ adminUrl: string, databases: { main: string, visibility: string }, bin: string, log: (line: string) => void }} options
 */
export async function prepareTemporalDatabases({ adminUrl, databases, bin, log }) {
  const { temporal, visibility } = versions.temporal.schema;
  await Promise.all([
    prepare(databases.main, 'postgresql/v12/temporal', temporal),
    prepare(databases.visibility, 'postgresql/v12/visibility', visibility),
  ]);

  /** @param {string} name @param {string} schema @param {string} version */
  async function prepare(name, schema, version) {
    await claim(adminUrl, name);
    const found = await schemaVersion(adminUrl, name);
    if (found === version) return;
    log(`temporal: preparing the schema of database ${name}`);
    const tool = (/** @type {string[]} */ ...args) => runTool({ bin, adminUrl, name, args });
    if (!found) await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '--schema-name', schema);
  }
}

/** @param {string} adminUrl @param {string} name */
async function claim(adminUrl, name) {
  const [found] = await query(
    adminUrl,
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
    [name],
  );
  if (found?.mark === mark) return;
  if (found) {
    throw new StartFailure(
      `database ${name} was not made by Kaohe and may be in use by another Temporal`,
      'set TEMPORAL_ADDRESS to that Temporal, or TEMPORAL_DATABASE to another name',
    );
  }
  await createDatabase(adminUrl, name);
  await query(adminUrl, `comment on database "${name}" is '${mark}'`);
}

/** @param {string} adminUrl @param {string} name */
async function schemaVersion(adminUrl, name) {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const [table] = await query(url.href, `select to_regclass('schema_version') as name`);
  if (!table?.name) return undefined;
  const [row] = await query(url.href, 'select curr_version from schema_version where db_name = $1', [name]);
  return row?.curr_version;
}

/** @param {{ bin: string, adminUrl: string, name: string, args: string[] }} call @returns {Promise<void>} */
function runTool({ bin, adminUrl, name, args }) {
  const { hostname, port, username, password } = new URL(adminUrl);
  const env = {
    PATH: process.env.PATH,
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: hostname,
    SQL_PORT: port || '5432',
    SQL_USER: decodeURIComponent(username),
    SQL_PASSWORD: decodeURIComponent(password),
    SQL_DATABASE: name,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, 'temporal-sql-tool'), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-2_000);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(
            new StartFailure(
              `temporal-sql-tool ${args[0]} failed on ${name}:\n${output.trim()}`,
              'the database user needs the right to create databases and tables',
            ),
          ),
    );
  });
}
