import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { projectRoot } from '../../libs/platform/config/index.js';

const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

export const historyFolder = join(projectRoot, 'test/histories/recorded');

export const historyFiles = (): string[] => readdirSync(historyFolder).filter((file) => file.endsWith('.json'));

/** One event a line. */
export function keepHistory(file: string, history: History): void {
  const { events } = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String });
  const lines = (events as unknown[]).map((event) => JSON.stringify(event));
  writeFileSync(join(historyFolder, file), `{"events":[\n${lines.join(',\n')}\n]}\n`);
}

export const readHistory = (file: string): History =>
  History.fromObject(JSON.parse(readFileSync(join(historyFolder, file), 'utf8')));
