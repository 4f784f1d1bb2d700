import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './servers/paths.mjs';

/**
 * Brings our database to the newest schema and gives the services their roles.
 * @param {{ databaseUrl: string, roleSecret: string, log: (line: string) => void }} options
 */
export async function migrateDatabase({ databaseUrl, roleSecret, log }) {
  const { migrate } = await platformDatabase();
  await migrate(databaseUrl, roleSecret, (/** @type {string} */ line) => log(`migrated ${line}`));
}

/** The compiled migration code of libs/platform/database; loaded late because `dist/` is built by the same start. */
export const platformDatabase = () =>
  import(pathToFileURL(join(projectRoot, 'dist/libs/platform/database/index.js')).href);
