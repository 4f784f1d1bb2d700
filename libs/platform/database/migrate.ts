import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { projectRoot } from '../config/project-root.js';

/** Two migrators at once take turns on this advisory lock. */
const migrationLock = 0x6b616f68;

/** The service's own password, derived so that one secret serves all: the migration sets it, the launcher hands it to the service. */
export const servicePassword = (secret: string, service: string): string =>
  createHmac('sha256', secret).update(`database role ${service}`).digest('hex');

export function serviceDatabaseUrl(ownerUrl: string, secret: string, service: string): string {
  const url = new URL(ownerUrl);
  url.username = `kaohe_${service}`;
  url.password = servicePassword(secret, service);
  return url.toString();
}

/** Services in the order their migrations run: `platform` and `audit` first, everybody calls them. */
export function migratedServices(): string[] {
  const withMigrations = readdirSync(join(projectRoot, 'apps'))
    .filter((app) => existsSync(join(projectRoot, 'apps', app, 'migrations')))
    .sort();
  return ['audit', ...withMigrations.filter((app) => app !== 'audit')];
}

/**
 * Brings the database to the newest schema: roles, schemas, the platform's functions, then each service's SQL files in the
 * order of their names, each once. Runs as the database's owner, before any service starts.
 */
export async function migrate(
  ownerUrl: string,
  secret: string,
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const guard = new DataSource({ type: 'postgres', url: ownerUrl, poolSize: 1 });
  await guard.initialize();
  const runner = guard.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    await runMigrations(ownerUrl, 'platform', join(projectRoot, 'libs/platform/database/migrations'), log);
    for (const service of migratedServices())
      await createRoleAndSchema(runner, service, servicePassword(secret, service));
    for (const service of migratedServices()) {
      await runMigrations(ownerUrl, service, join(projectRoot, 'apps', service, 'migrations'), log);
    }
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await runner.release();
    await guard.destroy();
  }
}

async function createRoleAndSchema(runner: QueryRunner, service: string, password: string): Promise<void> {
  const role = `kaohe_${service}`;
  // Another migrator on another database of this cluster may create the same role at the same moment.
  await runner.query(
    `do $$ begin create role ${role} login; exception when duplicate_object or unique_violation then null; end $$`,
  );
  const [row] = await runner.query(`select format('alter role ${role} password %L', $1::text) as statement`, [
    password,
  ]);
  await runner.query(String(row.statement)).catch((error: Error) => {
    // Same reason: the other migrator sets the very same password.
    if (!error.message.includes('tuple concurrently updated')) throw error;
  });
  await runner.query(`create schema if not exists ${service}`);
  await runner.query(`
    grant usage on schema ${service}, platform to ${role};
    alter default privileges in schema ${service} grant select, insert, update, delete on tables to ${role};
    alter default privileges in schema ${service} grant usage, select on sequences to ${role};
    alter default privileges in schema ${service} revoke execute on functions from public;
    alter default privileges in schema ${service} grant execute on functions to ${role};
  `);
}

async function runMigrations(
  ownerUrl: string,
  service: string,
  folder: string,
  log: (line: string) => void,
): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    poolSize: 1,
    migrations: sqlMigrations(folder),
    migrationsTableName: `migration_${service}`,
    migrationsTransactionMode: 'each',
  });
  await dataSource.initialize();
  try {
    for (const done of await dataSource.runMigrations()) log(`${service}: ${done.name}`);
  } finally {
    await dataSource.destroy();
  }
}

type MigrationClass = new () => MigrationInterface;

/** `0001-people.sql` becomes a TypeORM migration; TypeORM orders by the 13 digits at a name's end. */
function sqlMigrations(folder: string): MigrationClass[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [number = ''] = file.split('-');
      const sql = readFileSync(join(folder, file), 'utf8');
      return class implements MigrationInterface {
        name = `${file.replace(/\.sql$/, '')}-${number.padStart(13, '0')}`;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(sql);
        }
        async down(): Promise<void> {
          throw new Error(`${file} is not undone: restore a backup or write a new migration`);
        }
      };
    });
}
