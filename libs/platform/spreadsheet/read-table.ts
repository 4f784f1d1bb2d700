import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../config/project-root.js';
import { Problem } from '../http/problem.js';
import { spreadsheetLimits } from './limits.js';

export interface TableRow {
  /** The row's number in the sheet, from 1, as the person who made the file sees it. */
  readonly rowNo: number;
  /** Text of each cell, trimmed; numbers as plain decimal digits, dates as YYYY-MM-DD. Shorter than the header where the rest is empty. */
  readonly cells: readonly string[];
}
export interface Table {
  /** The sheet's name; `CSV` for text files. */
  readonly name: string;
  /** The first row with content. */
  readonly header: readonly string[];
  /** Rows with content below it. */
  readonly rows: readonly TableRow[];
}

type Answer =
  | { readonly sheets: readonly Table[] }
  | { readonly refused: { readonly code: string; readonly detail: string; readonly values: Record<string, number> } };

/** All visible sheets of an XLSX, or the one table of a CSV (UTF-8 or GB18030), told apart by content, not by name. */
export async function readSheets(content: Buffer, limits = spreadsheetLimits): Promise<readonly Table[]> {
  if (content.length > limits.bytesIn) {
    throw new Problem(
      413,
      'spreadsheet.too_large',
      `The file has ${content.length} bytes; at most ${limits.bytesIn} are read. Split it and send the parts.`,
      { seen: content.length, limit: limits.bytesIn },
    );
  }
  const answer = await readInThread(content, limits);
  if ('sheets' in answer) return answer.sheets;
  throw new Problem(422, answer.refused.code, answer.refused.detail, answer.refused.values);
}

/** The first sheet that has content. `sheetName` picks one by name. */
export async function readTable(content: Buffer, sheetName?: string, limits = spreadsheetLimits): Promise<Table> {
  const sheets = await readSheets(content, limits);
  const table = sheets.find((sheet) => (sheetName ? sheet.name === sheetName : sheet.header.length > 0));
  if (table && table.header.length > 0) return table;
  throw new Problem(
    422,
    'spreadsheet.header_missing',
    sheetName
      ? `The file has no sheet "${sheetName}" with a header row; add it and send the file again.`
      : 'The file has no header row; put the column names into the first row and send it again.',
  );
}

function readInThread(content: Buffer, limits: typeof spreadsheetLimits): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(projectRoot, 'libs/platform/spreadsheet/read-worker.mjs'), {
      workerData: { content, limits },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    });
    const timer = setTimeout(() => {
      finish(() =>
        resolve(refused('spreadsheet.too_slow', `The file took longer than ${limits.timeoutMs} ms to read`)),
      );
    }, limits.timeoutMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    worker.once('message', (answer: Answer) => finish(() => resolve(answer)));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return finish(() => reject(error));
      finish(() => resolve(refused('spreadsheet.too_heavy', 'The file takes more memory to read than it may')));
    });
  });
}

const refused = (code: string, what: string): Answer => ({
  refused: { code, detail: `${what}; split it and send the parts.`, values: {} },
});
