import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { StartFailure } from './servers/failure.mjs';
import { gateway, services } from './topology.mjs';

/**
 * What is broken on purpose while the demo runs.
 * @typedef {{ kills: readonly { name: string, afterSeconds: number }[], withoutTemporalSeconds: number | undefined }} Faults
 */

export const usage = `npm run demo -- [--browser] [--kill NAME[@SECONDS]]… [--without-temporal SECONDS]
  --browser                   plays five people's parts in Chromium and leaves screenshots in .kaohe/demo/demo/screenshots
  --kill NAME[@SECONDS]       ends a process by SIGKILL so many seconds (10) after the month began; it is started again by itself
  --without-temporal SECONDS  stops Temporal for so long while the managers approve`;

const killable = [...services.map(({ name }) => name), gateway.name, 'postgres', 'nats', 'temporal'];
const defaultKillSeconds = 10;
// The demo's line after which only managers act, at their own speed.
const managersApprove = 'sent back, re-checked and back again';

/** @param {string[]} words @returns {Faults & { browser: boolean } | undefined} undefined: help is wanted */
export function parseFaults(words) {
  const { values } = read(words);
  if (values.help) return undefined;
  const seconds = values['without-temporal'];
  return {
    browser: values.browser ?? false,
    kills: (values.kill ?? []).map(parseKill),
    withoutTemporalSeconds: seconds === undefined ? undefined : numberOf(seconds, '--without-temporal'),
  };
}

/** @param {string[]} words */
function read(words) {
  try {
    return parseArgs({
      args: words,
      options: {
        browser: { type: 'boolean' },
        kill: { type: 'string', multiple: true },
        'without-temporal': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new StartFailure(/** @type {Error} */ (error).message, `what there is:\n${usage}`);
  }
}

/** @param {string} text */
function parseKill(text) {
  const [name = '', seconds] = text.split('@');
  if (!killable.includes(name)) {
    throw new StartFailure(`there is no process "${name}" to kill`, `name one of ${killable.join(', ')}`);
  }
  return { name, afterSeconds: seconds === undefined ? defaultKillSeconds : numberOf(seconds, `--kill ${name}@`) };
}

/** @param {string} text @param {string} option */
function numberOf(text, option) {
  const number = Number(text);
  if (text !== '' && number >= 0 && Number.isFinite(number)) return number;
  throw new StartFailure(`${option} is followed by "${text}"`, 'a number of seconds is needed');
}

/**
 * Breaks what is wanted while the demo, whose lines are read as they pass, goes on. Answers, once the demo has ended, which of the faults
 * did not happen: a month without its fault shows nothing.
 * @param {Faults} faults
 * @param {{ stack: import('./stack.mjs').Stack, said: import('node:stream').Readable, log: (line: string) => void }} demo
 */
export function injectFaults({ kills, withoutTemporalSeconds }, { stack, said, log }) {
  const missing = new Set(kills.map(({ name, afterSeconds }) => `--kill ${name}@${afterSeconds}`));
  for (const { name, afterSeconds } of kills) {
    const process = processOf(stack, name);
    setTimeout(() => {
      log(`fault: SIGKILL for ${name} (pid ${process.pid})`);
      process.kill();
      missing.delete(`--kill ${name}@${afterSeconds}`);
    }, afterSeconds * 1_000).unref();
  }
  if (withoutTemporalSeconds !== undefined) {
    const option = `--without-temporal ${withoutTemporalSeconds}`;
    const temporal = processOf(stack, 'temporal');
    missing.add(option);
    createInterface({ input: said }).on('line', async (line) => {
      if (!line.includes(managersApprove)) return;
      log(`fault: Temporal is stopped for ${withoutTemporalSeconds} s`);
      await temporal.stop();
      await sleep(withoutTemporalSeconds * 1_000);
      await temporal.start();
      log('fault: Temporal is back');
      missing.delete(option);
    });
  }
  return { missing: () => [...missing] };
}

/** @param {import('./stack.mjs').Stack} stack @param {string} name */
function processOf({ processes, servers }, name) {
  const own = /** @type {Record<string, import('./supervise.mjs').Supervised | undefined>} */ (servers.own);
  const process = processes[name] ?? own[name];
  if (process) return process;
  throw new StartFailure(
    `${name} runs outside of this start`,
    'unset DATABASE_URL, NATS_URL and TEMPORAL_ADDRESS for a demo with faults',
  );
}
