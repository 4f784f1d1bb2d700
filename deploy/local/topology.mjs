/**
 * The one description of what runs: local starts, docker-compose.yml (compose.mjs) and the bus's permissions are derived from it.
 *
 * @typedef {object} Service
 * @property {string} name the process; several of one service share its role, schema and login at the bus
 * @property {string} service whose role, schema and bus login it uses
 * @property {string} entry below `dist/`
 * @property {readonly ('database' | 'nats' | 'temporal' | 'mail' | 'files' | 'signing')[]} needs `files`: it writes below KAOHE_DATA; `signing`: it signs what is handed over
 * @property {readonly string[]} [settings] variables an operator may set for it
 */

/** @type {readonly Service[]} */
export const services = [
  {
    name: 'audit',
    service: 'audit',
    entry: 'apps/audit/src/main.js',
    needs: ['database', 'nats', 'files'],
    settings: ['KAOHE_ANCHORING', 'KAOHE_ANCHOR_DIR_2'],
  },
  { name: 'roles', service: 'roles', entry: 'apps/roles/src/main.js', needs: ['database', 'nats'] },
  {
    name: 'metrics',
    service: 'metrics',
    entry: 'apps/metrics/src/main.js',
    needs: ['database', 'nats'],
    // Beside these every KAOHE_SOURCE_… that the configurations of sources refer to.
    settings: ['KAOHE_CONNECTOR_ALLOW'],
  },
  {
    name: 'cycles',
    service: 'cycles',
    entry: 'apps/cycles/src/main.js',
    needs: ['database', 'nats', 'temporal', 'signing'],
  },
  {
    name: 'cycles-worker',
    service: 'cycles',
    entry: 'apps/cycles/src/worker.js',
    needs: ['database', 'nats', 'temporal'],
  },
  {
    name: 'notifications',
    service: 'notifications',
    entry: 'apps/notifications/src/main.js',
    needs: ['database', 'nats', 'mail'],
    // Beside these every KAOHE_CHANNEL_… that chat robots refer to.
    settings: ['KAOHE_MAIL_FROM', 'KAOHE_CHANNEL_ALLOW'],
  },
];

/** The edge: the only process that people reach. @type {Service} */
export const gateway = {
  name: 'gateway',
  service: 'gateway',
  entry: 'apps/gateway/src/main.js',
  needs: ['nats'],
  settings: ['KAOHE_TRUSTED_PROXIES'],
};

/**
 * `npm run kaohe -- WORD …`: whose command it is, and what it does in one line.
 * @type {readonly { word: string, does: string, service: string, entry: string, needsServers?: false }[]}
 */
export const commands = [
  {
    word: 'company',
    does: 'creates a company with its first administrator',
    service: 'roles',
    entry: 'apps/roles/src/cli.js',
  },
  {
    word: 'standards',
    does: 'gives a company the standards that come with Kaohe',
    service: 'roles',
    entry: 'apps/roles/src/cli.js',
  },
  {
    word: 'import',
    does: 'loads departments, people and assignments from a file',
    service: 'roles',
    entry: 'apps/roles/src/cli.js',
  },
  {
    word: 'score',
    does: 'scores people from files by the rules of a cycle, without any server',
    service: 'metrics',
    entry: 'apps/metrics/src/cli.js',
    needsServers: false,
  },
  {
    word: 'replay',
    does: 'recomputes every run of a cycle and compares each digit',
    service: 'metrics',
    entry: 'apps/metrics/src/cli.js',
  },
  {
    word: 'audit',
    does: 'verifies, anchors and exports the sealed history',
    service: 'audit',
    entry: 'apps/audit/src/cli.js',
  },
  {
    word: 'reconcile',
    does: 'gives every open cycle its workflows again, after Temporal’s data was lost',
    service: 'cycles',
    entry: 'apps/cycles/src/cli.js',
  },
];

/** What `npm run demo` runs once everything is well, below `dist/`. */
export const demoProgram = 'apps/demo-office/src/demo.js';

/** Whom a service may ask over the bus. */
const asks = /** @type {Record<string, readonly string[]>} */ ({
  gateway: ['audit', 'roles', 'metrics', 'cycles', 'notifications'],
  roles: ['audit', 'cycles', 'metrics'],
  metrics: ['audit', 'roles', 'cycles'],
  cycles: ['audit', 'roles', 'metrics', 'notifications'],
  notifications: ['audit', 'roles', 'cycles'],
  audit: ['roles', 'metrics', 'cycles'],
});

const stream = 'KAOHE_EVENTS';
/** Everything a client of the stream does, except to delete streams, consumers or messages. */
const streamUse = [
  '$JS.API.INFO',
  `$JS.API.STREAM.CREATE.${stream}`,
  `$JS.API.STREAM.UPDATE.${stream}`,
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.>`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.>`,
  `$JS.ACK.${stream}.>`,
];

/** What open screens are told (`push.COMPANY.…`): notifications says it, the gateway hears it. */
const pushes = 'push.>';

/**
 * A login per service with what it may say and hear: its own subjects, those of the services it asks, its own events.
 * @returns {{ user: string, publish: string[], subscribe: string[] }[]}
 */
export function natsLogins() {
  return Object.entries(asks).map(([service, asked]) => ({
    user: service,
    publish: [
      ...asked.map((other) => `${other}.>`),
      `event.${service}.>`,
      ...(service === 'notifications' ? [pushes] : []),
      ...streamUse,
    ],
    // Its inbox is its own (libs/platform/messaging/connection.ts): the answers to others are not for it.
    subscribe: [`${service}.>`, `_INBOX_${service}.>`, ...(service === 'gateway' ? [pushes] : [])],
  }));
}

/**
 * Where something runs: real addresses locally, names and `${VARIABLES}` in compose.
 * @typedef {object} Place
 * @property {string} natsUrl
 * @property {string} temporalAddress
 * @property {string} temporalNamespace
 * @property {string} smtpUrl
 * @property {string} listenHost
 * @property {string} logLevel
 * @property {string} dataFolder
 * @property {(service: string) => string} databaseUrl
 * @property {(service: string) => string} natsUser
 * @property {(service: string) => string} natsPassword
 * @property {() => string} codecKey
 * @property {() => string} payrollKey
 * @property {(process: string) => number} healthPort
 * @property {(process: string) => string} healthUrl
 * @property {() => number} publicPort
 * @property {() => string} publicUrl where people reach the gateway
 */

/**
 * What a process must be told in a place; its `settings` come on top.
 * @param {Service} process @param {Place} place
 * @returns {Record<string, string>}
 */
export function environmentOf(process, place) {
  const { name, service, needs } = process;
  return {
    NODE_ENV: 'production',
    TZ: 'UTC',
    KAOHE_LOG_LEVEL: place.logLevel,
    KAOHE_HOST: place.listenHost,
    NATS_URL: place.natsUrl,
    NATS_USER: place.natsUser(service),
    NATS_PASSWORD: place.natsPassword(service),
    ...(process === gateway ? gatewayEnvironment(place) : { KAOHE_HEALTH_PORT: String(place.healthPort(name)) }),
    ...(needs.includes('database') ? { KAOHE_SERVICE_DATABASE_URL: place.databaseUrl(service) } : {}),
    ...(needs.includes('temporal') ? temporalEnvironment(place) : {}),
    ...(needs.includes('mail') ? { SMTP_URL: place.smtpUrl, KAOHE_PUBLIC_URL: place.publicUrl() } : {}),
    ...(needs.includes('files') ? { KAOHE_DATA: place.dataFolder } : {}),
    ...(needs.includes('signing') ? { KAOHE_PAYROLL_KEY: place.payrollKey() } : {}),
  };
}

/** @param {Place} place */
const gatewayEnvironment = (place) => ({
  PORT: String(place.publicPort()),
  // The gateway is well only when all of them are.
  KAOHE_PARTS: services.map(({ name }) => `${name}=${place.healthUrl(name)}`).join(','),
});

/** @param {Place} place */
const temporalEnvironment = (place) => ({
  TEMPORAL_ADDRESS: place.temporalAddress,
  TEMPORAL_NAMESPACE: place.temporalNamespace,
  KAOHE_CODEC_KEY: place.codecKey(),
});
