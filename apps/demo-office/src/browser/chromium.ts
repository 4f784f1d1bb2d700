import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real Chromium: the machine's own, or on Debian as root the packaged one with CJK fonts, installed when it is missing. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = find() ?? install();
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const find = (): string | undefined => usualPlaces.find((path) => path !== '' && existsSync(path));

function install(): string {
  const command = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk';
  const run = spawnSync('sh', ['-c', command], { stdio: 'ignore', timeout: 300_000 });
  const path = find();
  if (run.status !== 0 || !path) throw new Error('Chromium was not found: install it or set CHROMIUM_PATH to it');
  return path;
}
