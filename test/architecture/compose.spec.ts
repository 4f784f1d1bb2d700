import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { composeFile, composePlace, composeText, freshSecrets } from '../../deploy/local/compose.mjs';
import { versions } from '../../deploy/local/servers/paths.mjs';
import { environmentOf, gateway, natsLogins, type Service, services } from '../../deploy/local/topology.mjs';
import { projectRoot } from '../../libs/platform/config/index.js';
import { servicePassword } from '../../libs/platform/database/index.js';

interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
}
const written = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');
const compose = load(written) as {
  services: Record<string, ComposeService>;
  configs: Record<string, { content: string }>;
};
const ours: readonly Service[] = [...services, gateway];

describe('docker-compose.yml', () => {
  it('is what the topology makes of it (else: node deploy/local/compose.mjs > docker-compose.yml)', () => {
    expect(written).toBe(composeText());
  });

  it('reads as the data it was written from', () => {
    expect(compose).toEqual(JSON.parse(JSON.stringify(composeFile())));
  });

  it.each(ours)('runs $name from the entry a local start runs, told the same things', (service) => {
    const { command, environment } = compose.services[service.name] ?? {};
    expect(command?.at(-1)).toBe(`dist/${service.entry}`);
    const told = Object.keys(environment ?? {}).filter((name) => environment?.[name] !== null);
    // A local start passes the same place-dependent values through the same function.
    expect(told.sort()).toEqual(Object.keys(environmentOf(service, localPlace)).sort());
  });

  it.each(ours)('starts $name only after what it needs', ({ name, needs }) => {
    const after = Object.keys(compose.services[name]?.depends_on ?? {});
    expect(after.includes('migrate')).toBe(needs.includes('database'));
    expect(after.includes('namespace')).toBe(needs.includes('temporal'));
    expect(after).toContain('nats');
  });

  it('lets the gateway be well only when every part is', () => {
    const parts = compose.services.gateway?.environment?.KAOHE_PARTS?.split(',').map((part) => part.split('=')[0]);
    expect(parts).toEqual(services.map(({ name }) => name));
  });

  it('runs the pinned servers', () => {
    expect(compose.services.postgres?.image).toBe(`postgres:${versions.postgres.version}`);
    expect(compose.services.nats?.image).toBe(`nats:${versions.nats.version}-alpine`);
    const modules = readFileSync(join(projectRoot, 'deploy/servers/go.mod'), 'utf8');
    for (const server of ['nats', 'temporal', 'temporal-ui']) {
      expect(modules).toContain(`${versions[server].module} v${versions[server].version} `);
    }
    expect(compose.services.postgres?.volumes).toContain(
      './deploy/servers/postgresql.conf:/etc/kaohe/postgresql.conf:ro',
    );
  });

  it('gives every service its own login at the bus, with the subjects doubled against compose’s own variables', () => {
    const content = compose.configs['nats.conf']?.content ?? '';
    for (const { user } of natsLogins())
      expect(content).toContain(`user: "${user}", password: "\${KAOHE_NATS_PASSWORD_`);
    expect(content).toContain('"$$JS.API.INFO"');
    expect(content).not.toMatch(/[^$]\$JS/);
  });

  it('asks for no variable that --secrets does not make', () => {
    const asked = [...written.matchAll(/\$\{(\w+):\?\}/g)].map(([, name]) => name);
    expect(new Set(asked)).toEqual(new Set(Object.keys(freshSecrets())));
  });

  it('derives the database passwords as the migrations set them', () => {
    const secrets = freshSecrets();
    for (const service of new Set(services.map((one) => one.service))) {
      const password = secrets[`KAOHE_DATABASE_PASSWORD_${service.toUpperCase()}`];
      expect(password).toBe(servicePassword(secrets.KAOHE_DATABASE_SECRET ?? '', service));
    }
  });

  it('mounts files that exist', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.filter((volume) => volume.startsWith('./')),
    );
    expect(mounted.length).toBeGreaterThan(0);
    for (const mount of mounted) expect(existsSync(join(projectRoot, mount.split(':')[0] ?? ''))).toBe(true);
  });

  it('is accepted by docker compose where that is installed', () => {
    if (spawnSync('docker', ['compose', 'version']).status !== 0) {
      // Without it the reading above by a YAML library is what can be checked.
      expect(Object.keys(compose.services).length).toBe(services.length + 6);
      return;
    }
    const checked = spawnSync('docker', ['compose', '-f', 'docker-compose.yml', 'config', '--quiet'], {
      cwd: projectRoot,
      env: { ...process.env, ...freshSecrets() },
      encoding: 'utf8',
    });
    expect(checked.stderr).toBe('');
  });
});

const localPlace = {
  ...composePlace,
  listenHost: '127.0.0.1',
  natsUrl: 'nats://127.0.0.1:4222',
  temporalAddress: '127.0.0.1:7233',
};
