import 'reflect-metadata';
import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { gatewayConfig } from '../../apps/gateway/src/config.js';
import { startGateway } from '../../apps/gateway/src/start-gateway.js';
import { RolesModule } from '../../apps/roles/src/app.module.js';
import { rolesProgram } from '../../apps/roles/src/command.js';
import { loadConfig, serviceConfig } from '../../libs/platform/config/index.js';
import { startService } from '../../libs/platform/service/index.js';
import { freshBus, freshDatabase, type TestDatabase } from '../support/servers.js';

const password = 'correct horse battery 47';
let database: TestDatabase;
let roles: INestApplication;
let gateway: INestApplication;
const lines: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const bus = await freshBus();
  const env = {
    ...bus,
    KAOHE_LOG_LEVEL: 'fatal',
    KAOHE_HEALTH_PORT: '0',
    KAOHE_SERVICE_DATABASE_URL: database.urlOf('roles'),
  };
  const config = loadConfig(serviceConfig, env);
  await rolesProgram({
    env: { ...env, KAOHE_DEMO_PASSWORD: password },
    say: (line) => void lines.push(line),
  }).parseAsync(['node', 'kaohe', 'company', 'create', '--name', '示範公司']);
  await rolesProgram({ env, say: (line) => void lines.push(line) }).parseAsync(['node', 'kaohe', 'standards', 'load']);
  ({ app: roles } = await startService({ name: 'roles', module: RolesModule.with(config), config }));
  gateway = await startGateway(loadConfig(gatewayConfig, { ...env, PORT: '0', KAOHE_PARTS: '' }));
}, 120_000);

afterAll(async () => {
  await gateway?.close();
  await roles?.close();
  await database?.drop();
});

const edge = () => request(gateway.getHttpServer());
const cookieOf = (answer: request.Response): string => answer.get('set-cookie')?.[0]?.split(';')[0] ?? '';
const signIn = (login: string, secret: string) => edge().post('/api/v1/session').send({ login, password: secret });

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await signIn('admin', password);
    expect(answer.status).toBe(204);
    expect(answer.get('set-cookie')?.[0]).toMatch(/^__Host-kaohe_session=[\w-]{20,};.*HttpOnly; Secure; SameSite=Lax$/);
  });

  test('answers a wrong password and an unknown account alike', async () => {
    const [wrong, unknown] = [await signIn('admin', 'wrong'), await signIn('nobody.here', 'wrong')];
    expect([wrong.status, wrong.body.code]).toEqual([401, 'session.refused']);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  test('opens what the account may do and nothing else', async () => {
    const cookie = cookieOf(await signIn('admin', password));
    const me = await edge().get('/api/v1/session').set('Cookie', cookie);
    expect([me.status, me.body.login, me.body.grants]).toEqual([200, 'admin', ['administrator']]);
    const standards = await edge().get('/api/v1/standards?on=2026-10-01').set('Cookie', cookie);
    expect(standards.body.items.map((standard: { standardId: string }) => standard.standardId)).toHaveLength(6);
    const history = await edge().get('/api/v1/audit/entries').set('Cookie', cookie);
    expect([history.status, history.body.code]).toEqual([403, 'access.denied']);
  });

  test('ends with signing out', async () => {
    const cookie = cookieOf(await signIn('admin', password));
    expect((await edge().delete('/api/v1/session').set('Cookie', cookie)).status).toBe(204);
    expect((await edge().get('/api/v1/session').set('Cookie', cookie)).status).toBe(401);
  });
});

describe('the edge of a system that lacks a part', () => {
  test('says which part does not answer', async () => {
    const cookie = cookieOf(await signIn('admin', password));
    const answer = await edge().get('/api/v1/cycles').set('Cookie', cookie);
    expect([answer.status, answer.body.code, answer.body.values]).toEqual([
      503,
      'service.unavailable',
      { service: 'cycles' },
    ]);
  });

  test('describes itself by OpenAPI and answers unknown paths as problems', async () => {
    const document = await edge().get('/api/openapi.json');
    expect([document.status, document.body.openapi]).toEqual([200, '3.1.0']);
    const unknown = await edge().get('/api/v1/nothing');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'route.not_found']);
    expect((await edge().get('/api/docs')).text).toContain('swagger-ui');
  });
});
