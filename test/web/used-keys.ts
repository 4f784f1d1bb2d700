import { readFileSync } from 'node:fs';
import { filesBelow } from './messages.js';

/** Keys that the sources hand to `t`: written out, or by their beginning where the rest comes from data. */
export function usedKeys(folder: string): { whole: string[]; beginnings: string[] } {
  const whole = new Set<string>();
  const beginnings = new Set<string>();
  for (const file of filesBelow(folder).filter((path) => /\.tsx?$/.test(path))) {
    const source = readFileSync(file, 'utf8');
    for (const [, call = ''] of source.matchAll(/\bt\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)) {
      for (const [, key = ''] of call.matchAll(/'([a-zA-Z_]+(?:\.[a-zA-Z_]+)+)'/g)) whole.add(key);
      for (const [, beginning = ''] of call.matchAll(/`([a-zA-Z_]+(?:\.[a-zA-Z_]+)*\.)\$\{/g))
        beginnings.add(beginning);
    }
  }
  return { whole: [...whole].sort(), beginnings: [...beginnings].sort() };
}
