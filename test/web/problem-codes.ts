import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './messages.js';

const code = "'([a-z_]+\\.[a-z_]+)'";

/** Where the services' sources name the codes they refuse with. */
const places: readonly (readonly [RegExp, (found: string) => string])[] = [
  [new RegExp(`\\b(?:forbidden|refuse|refused)\\(\\s*${code}`, 'g'), (found) => found],
  [new RegExp(`\\brefuseUnless\\([^;]*?${code}`, 'g'), (found) => found],
  [/\bnotFound\(\s*'([a-z_]+)'/g, (found) => `${found}.not_found`],
];
const problem = /\bnew Problem\(([^;]*?);/g;

/** Every code that a service can answer with, collected from the sources. The demo company and tests send none. */
export function problemCodes(): string[] {
  const files = ['apps', 'libs/platform', 'libs/contracts']
    .flatMap((folder) => filesBelow(join(process.cwd(), folder)))
    .filter((file) => file.endsWith('.ts') && !/spec\.ts$|\/testing\/|apps\/(web|demo-office)\//.test(file));
  const codes = new Set<string>(['network.unreachable', ...refusals()]);
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    for (const [pattern, codeOf] of places)
      for (const [, found = ''] of source.matchAll(pattern)) codes.add(codeOf(found));
    for (const [, made = ''] of source.matchAll(problem))
      for (const [, found = ''] of made.matchAll(new RegExp(code, 'g'))) codes.add(found);
  }
  return [...codes].sort();
}

const refusals = (): string[] => {
  const source = readFileSync(join(process.cwd(), 'libs/domain/cycle/refusal.ts'), 'utf8');
  return [...source.matchAll(new RegExp(code, 'g'))].map(([, found = '']) => found);
};
