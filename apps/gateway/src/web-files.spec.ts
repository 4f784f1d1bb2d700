import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import request from 'supertest';
import { webFiles } from './web-files.js';

const folder = mkdtempSync(join(tmpdir(), 'kaohe-files-'));
let app: express.Express;

beforeAll(() => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<h1>page</h1>');
  writeFileSync(join(folder, 'assets/main-1.js'), 'plain');
  writeFileSync(join(folder, 'assets/main-1.js.gz'), gzipSync('zipped'));
  writeFileSync(join(folder, 'assets/main-1.js.br'), brotliCompressSync('brotli'));
  writeFileSync(join(folder, 'assets/alone-1.css'), 'alone');
  app = express().use(webFiles(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['gzip, deflate, br', 'br', 'brotli'],
  ['gzip, deflate', 'gzip', 'zipped'],
  ['br;q=0, gzip', 'gzip', 'zipped'],
  ['identity', undefined, 'plain'],
])('who accepts %s is sent %s', async (accepted, encoding, text) => {
  const answer = await request(app).get('/assets/main-1.js').set('Accept-Encoding', accepted);
  expect([answer.status, answer.headers['content-encoding'], answer.text]).toEqual([200, encoding, text]);
  expect(answer.headers['content-type']).toMatch(/^text\/javascript/);
  // A cache on the way must not hand one to who asked for the other.
  expect(answer.headers.vary).toBe('Accept-Encoding');
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('what was not compressed is sent as it is, and what is not there is not', async () => {
  const alone = await request(app).get('/assets/alone-1.css').set('Accept-Encoding', 'br');
  expect([alone.text, alone.headers['content-encoding'], alone.headers.vary]).toEqual(['alone', undefined, undefined]);
  expect((await request(app).get('/assets/gone-1.js').set('Accept-Encoding', 'br')).status).toBe(404);
});

test('every other path is the page, which is never kept', async () => {
  const answer = await request(app).get('/cycles/7');
  expect([answer.text, answer.headers['cache-control']]).toEqual(['<h1>page</h1>', 'no-cache']);
});
