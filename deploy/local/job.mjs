// The steps that a cluster runs once before the services: `node deploy/local/job.mjs migrate|namespace`.
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateDatabase } from './migrate.mjs';
import { ensureNamespace } from './servers/temporal-namespace.mjs';
import { prepareTemporalDatabases, temporalDatabases } from './servers/temporal-schema.mjs';

const log = (/** @type {string} */ line) =>
  console.log(JSON.stringify({ level: 30, time: new Date().toISOString(), msg: line }));

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set`);
}

const steps = /** @type {Record<string, () => Promise<void>>} */ ({
  async migrate() {
    const databaseUrl = required('DATABASE_URL');
    await prepareTemporalDatabases({
      adminUrl: databaseUrl,
      databases: temporalDatabases(),
      bin: '/usr/local/bin',
      log,
    });
    await migrateDatabase({ databaseUrl, roleSecret: required('KAOHE_DATABASE_SECRET'), log });
  },
  async namespace() {
    const namespace = required('TEMPORAL_NAMESPACE');
    // Temporal's port opens some seconds after its start.
    for (let tries = 0; ; tries += 1) {
      try {
        return await ensureNamespace(required('TEMPORAL_ADDRESS'), namespace);
      } catch (error) {
        if (tries === 60) throw error;
        await sleep(1_000);
      }
    }
  },
});

const step = steps[process.argv[2] ?? ''];
if (!step) throw new Error(`there is no step "${process.argv[2]}": ${Object.keys(steps).join(' or ')}`);
await step();
log(`${process.argv[2]}: done`);
