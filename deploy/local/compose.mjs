// `node deploy/local/compose.mjs > docker-compose.yml`: the topology for those who have Docker.
// `node deploy/local/compose.mjs --secrets > .env`: fresh passwords and keys for it, once.
import { createHmac, randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { natsConfig } from './servers/nats-config.mjs';
import { versions } from './servers/paths.mjs';
import { temporalConfig } from './servers/temporal-config.mjs';
import { environmentOf, gateway, natsLogins, services } from './topology.mjs';
import { toYaml } from './yaml.mjs';

const healthPort = 3000;
const publicPort = 8080;
const namespace = 'kaohe';
const dataFolder = '/var/lib/kaohe';
const image = 'kaohe:local';
const build = (/** @type {string} */ target) => ({ context: '.', dockerfile: 'deploy/images/Dockerfile', target });
const ownerUrl = `postgres://postgres:${required('POSTGRES_PASSWORD')}@postgres:5432/kaohe`;

/** @type {import('./topology.mjs').Place} */
export const composePlace = {
  natsUrl: 'nats://nats:4222',
  temporalAddress: 'temporal:7233',
  temporalNamespace: namespace,
  smtpUrl: required('SMTP_URL'),
  // Containers are reached from each other; what is open to the host is said by `ports` alone.
  listenHost: '0.0.0.0',
  logLevel: optional('KAOHE_LOG_LEVEL', 'info'),
  dataFolder,
  databaseUrl: (service) => `postgres://kaohe_${service}:${required(databasePassword(service))}@postgres:5432/kaohe`,
  natsUser: (service) => service,
  natsPassword: (service) => required(natsPassword(service)),
  codecKey: () => required('KAOHE_CODEC_KEY'),
  payrollKey: () => required('KAOHE_PAYROLL_KEY'),
  healthPort: () => healthPort,
  healthUrl: (name) => `http://${name}:${healthPort}/health`,
  publicPort: () => publicPort,
  publicUrl: () => optional('KAOHE_PUBLIC_URL', `http://localhost:${publicPort}`),
};

/** The compose file as data. */
export function composeFile() {
  return {
    name: 'kaohe',
    services: {
      postgres: postgres(),
      nats: nats(),
      migrate: job('migrate', { postgres: { condition: 'service_healthy' } }, migrationEnvironment),
      temporal: temporal(),
      namespace: job(
        'namespace',
        { temporal: { condition: 'service_started' } },
        { TEMPORAL_ADDRESS: composePlace.temporalAddress, TEMPORAL_NAMESPACE: namespace },
      ),
      ...Object.fromEntries([...services, gateway].map((service) => [service.name, ours(service)])),
    },
    volumes: { postgres: null, nats: null, files: null },
    configs: { 'nats.conf': { content: natsFile() }, 'temporal.yaml': { content: temporalFile() } },
  };
}

/** Where the variables are that configurations refer to by name. @type {Readonly<Record<string, string>>} */
const referredTo = { metrics: 'sources.env', notifications: 'channels.env' };

/** @param {import('./topology.mjs').Service} service */
function ours(service) {
  const { name, entry, needs, settings = [] } = service;
  const url =
    name === gateway.name ? `http://127.0.0.1:${publicPort}/api/health` : `http://127.0.0.1:${healthPort}/health`;
  return {
    image,
    build: build('kaohe'),
    init: true,
    restart: 'unless-stopped',
    stop_grace_period: '20s',
    command: ['node', '--enable-source-maps', `dist/${entry}`],
    // A setting without a value here is taken over from `.env` when it is there.
    environment: {
      ...environmentOf(service, composePlace),
      ...Object.fromEntries(settings.map((setting) => [setting, null])),
    },
    ...(name in referredTo ? { env_file: [{ path: referredTo[name], required: false }] } : {}),
    ...(name === gateway.name ? { ports: [`127.0.0.1:${optional('PORT', String(publicPort))}:${publicPort}`] } : {}),
    ...(needs.includes('files') ? { volumes: [`files:${dataFolder}`] } : {}),
    depends_on: dependencies(needs),
    healthcheck: {
      test: [
        'CMD',
        'node',
        '-e',
        `fetch('${url}').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`,
      ],
      interval: '5s',
      timeout: '4s',
      start_period: '30s',
    },
  };
}

/** @param {import('./topology.mjs').Service['needs']} needs */
const dependencies = (needs) => ({
  nats: { condition: 'service_healthy' },
  ...(needs.includes('database') ? { migrate: { condition: 'service_completed_successfully' } } : {}),
  ...(needs.includes('temporal') ? { namespace: { condition: 'service_completed_successfully' } } : {}),
});

const postgres = () => ({
  image: `postgres:${versions.postgres.version}`,
  restart: 'unless-stopped',
  command: ['postgres', '-c', 'config_file=/etc/kaohe/postgresql.conf', '-c', 'listen_addresses=*'],
  environment: {
    POSTGRES_PASSWORD: required('POSTGRES_PASSWORD'),
    POSTGRES_DB: 'kaohe',
    POSTGRES_INITDB_ARGS:
      '--encoding=UTF8 --no-locale --locale-provider=builtin --builtin-locale=C.UTF-8 --auth-host=scram-sha-256',
  },
  shm_size: '256mb',
  // PostgreSQL ends at once and safely on SIGINT, and waits for every session on SIGTERM.
  stop_signal: 'SIGINT',
  stop_grace_period: '30s',
  volumes: ['postgres:/var/lib/postgresql', './deploy/servers/postgresql.conf:/etc/kaohe/postgresql.conf:ro'],
  healthcheck: {
    test: ['CMD', 'pg_isready', '-h', '127.0.0.1', '-U', 'postgres', '-d', 'kaohe'],
    interval: '2s',
    timeout: '3s',
    retries: 30,
  },
});

const nats = () => ({
  image: `nats:${versions.nats.version}-alpine`,
  restart: 'unless-stopped',
  command: ['-c', '/etc/kaohe/nats.conf'],
  configs: [{ source: 'nats.conf', target: '/etc/kaohe/nats.conf' }],
  volumes: ['nats:/data'],
  healthcheck: {
    test: ['CMD', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8222/healthz'],
    interval: '2s',
    timeout: '3s',
    retries: 30,
  },
});

const temporal = () => ({
  image: 'kaohe-temporal:local',
  build: build('temporal'),
  restart: 'unless-stopped',
  command: ['--config-file', '/etc/kaohe/temporal.yaml', '--allow-no-auth', 'start'],
  configs: [{ source: 'temporal.yaml', target: '/etc/kaohe/temporal.yaml' }],
  volumes: ['./deploy/servers/temporal-dynamic-config.yaml:/etc/kaohe/dynamic-config.yaml:ro'],
  depends_on: { migrate: { condition: 'service_completed_successfully' } },
});

const migrationEnvironment = { DATABASE_URL: ownerUrl, KAOHE_DATABASE_SECRET: required('KAOHE_DATABASE_SECRET') };

/** A step that runs once and ends. @param {string} step @param {object} dependsOn @param {Record<string, string>} environment */
const job = (step, dependsOn, environment) => ({
  image,
  build: build('kaohe'),
  restart: 'on-failure',
  command: ['node', 'deploy/local/job.mjs', step],
  environment,
  depends_on: dependsOn,
});

/** Compose replaces `$NAME` also in the texts of its configs: what is meant for the server itself is doubled. */
function natsFile() {
  const escaped = natsLogins().map((login) => ({
    ...login,
    publish: login.publish.map((subject) => subject.replaceAll('$', '$$$$')),
    password: composePlace.natsPassword(login.user),
  }));
  return natsConfig({ host: '0.0.0.0', port: 4222, monitorPort: 8222, storeFolder: '/data', users: escaped });
}

const temporalFile = () =>
  temporalConfig({
    connection: { address: 'postgres:5432', user: 'postgres', password: required('POSTGRES_PASSWORD') },
    databases: { main: 'temporal', visibility: 'temporal_visibility' },
    listenHost: '0.0.0.0',
    dynamicConfigFile: '/etc/kaohe/dynamic-config.yaml',
    ports: {
      'temporal-frontend': 7233,
      'temporal-frontend-membership': 6933,
      'temporal-history': 7234,
      'temporal-history-membership': 6934,
      'temporal-matching': 7235,
      'temporal-matching-membership': 6935,
      'temporal-worker': 7239,
      'temporal-worker-membership': 6939,
    },
  });

/** Compose refuses to start without it. @param {string} name */
function required(name) {
  return `\${${name}:?}`;
}

/** @param {string} name @param {string} otherwise */
function optional(name, otherwise) {
  return `\${${name}:-${otherwise}}`;
}

/** @param {string} service */
const databasePassword = (service) => `KAOHE_DATABASE_PASSWORD_${service.toUpperCase()}`;
/** @param {string} service */
const natsPassword = (service) => `KAOHE_NATS_PASSWORD_${service.toUpperCase()}`;

/**
 * Every variable the compose file requires. The database passwords are derived as the migrations derive them (libs/platform/database).
 * @returns {Record<string, string>}
 */
export function freshSecrets() {
  const databaseSecret = randomBytes(32).toString('base64url');
  const users = [...new Set(services.map(({ service }) => service))];
  return {
    POSTGRES_PASSWORD: randomBytes(32).toString('base64url'),
    KAOHE_DATABASE_SECRET: databaseSecret,
    ...Object.fromEntries(
      users.map((service) => [
        databasePassword(service),
        createHmac('sha256', databaseSecret).update(`database role ${service}`).digest('hex'),
      ]),
    ),
    ...Object.fromEntries(natsLogins().map(({ user }) => [natsPassword(user), randomBytes(32).toString('base64url')])),
    KAOHE_CODEC_KEY: randomBytes(32).toString('base64'),
    KAOHE_PAYROLL_KEY: randomBytes(32).toString('base64'),
    SMTP_URL: 'smtp://mail.example.com:587',
  };
}

export const composeText = () =>
  `# Made by \`node deploy/local/compose.mjs > docker-compose.yml\` from deploy/local/topology.mjs; a test holds the two together.
# Once: \`node deploy/local/compose.mjs --secrets > .env\`, then set SMTP_URL and KAOHE_PUBLIC_URL there; variables that sources and channels refer to go to sources.env and channels.env.
${toYaml(composeFile())}
`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const secrets = Object.entries(freshSecrets()).map(([name, value]) => `${name}=${value}\n`);
  process.stdout.write(process.argv[2] === '--secrets' ? secrets.join('') : composeText());
}
