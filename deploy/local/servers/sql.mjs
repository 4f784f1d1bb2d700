/**
 * One statement on a connection of its own. `pg` is loaded when first needed: this module is also read before `npm ci`.
 * @param {string} url @param {string} sql @param {unknown[]} [parameters]
 * @returns {Promise<any[]>}
 */
export async function query(url, sql, parameters) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    application_name: 'kaohe-launcher',
  });
  // Without a listener a connection that is cut would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

/** Creates the database when it is missing. @param {string} adminUrl @param {string} name */
export async function createDatabase(adminUrl, name) {
  const [found] = await query(adminUrl, 'select 1 from pg_database where datname = $1', [name]);
  if (!found) await query(adminUrl, `create database "${name}"`);
}
