import { StartFailure } from './failure.mjs';
import { greetsAsNats } from './nats.mjs';
import { versions } from './paths.mjs';
import { query } from './sql.mjs';
import { ensureNamespace } from './temporal-namespace.mjs';
import { isAccepted } from './version.mjs';

// Servers that the environment names are not started, only asked whether they will do.

/** @param {string} url */
export async function externalDatabase(url) {
  const [row] = await query(url, 'show server_version').catch((error) => {
    throw new StartFailure(
      `the PostgreSQL of DATABASE_URL does not answer: ${error.message}`,
      'start it, correct DATABASE_URL, or unset it to have one started here',
    );
  });
  const { minimum } = versions.postgres;
  if (!isAccepted(row.server_version, { minimum, below: '1000' })) {
    throw new StartFailure(
      `the PostgreSQL of DATABASE_URL is ${row.server_version}`,
      `use ${minimum} or newer, or unset DATABASE_URL to have one started here`,
    );
  }
  return url;
}

/** @param {string} url */
export async function externalNats(url) {
  await greetsAsNats(url).catch((error) => {
    throw new StartFailure(
      `the NATS of NATS_URL does not answer: ${error.message}`,
      'start it, correct NATS_URL, or unset it to have one started here',
    );
  });
  return url;
}

/** @param {string} address @param {string} namespace */
export async function externalTemporal(address, namespace) {
  await ensureNamespace(address, namespace).catch((error) => {
    throw new StartFailure(
      `the Temporal of TEMPORAL_ADDRESS does not serve namespace ${namespace}: ${error.message}`,
      'start it, correct TEMPORAL_ADDRESS, or unset it to have one started here',
    );
  });
  return address;
}
