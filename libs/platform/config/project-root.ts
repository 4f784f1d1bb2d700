import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the project's package.json, found from the entry file, so that it is the same from source, from dist and under Jest. */
export const projectRoot: string = findProjectRoot(process.env.KAOHE_ROOT ?? process.cwd());

function findProjectRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'kaohe') return folder;
    if (dirname(folder) === folder) {
      throw new Error(`Kaohe's own folder was not found above ${start}: run from inside it or set KAOHE_ROOT to it`);
    }
  }
}
