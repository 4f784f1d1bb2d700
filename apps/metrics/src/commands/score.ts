import { readFileSync } from 'node:fs';
import { ScoreDocumentError, scoreDocument } from '../../../../libs/contracts/metrics/score-document.js';
import { StandardError } from '../../../../libs/domain/scoring/index.js';
import { CommandFailure } from './exit-codes.js';

/** The run as JSON, by the very code that scores a cycle. */
export function scoreFiles(standardFile: string, inputsFile: string): string {
  const standard = readJson(standardFile);
  const inputs = readJson(inputsFile);
  try {
    return JSON.stringify(scoreDocument(standard, inputs), null, 2);
  } catch (error) {
    if (error instanceof StandardError || error instanceof ScoreDocumentError) {
      throw new CommandFailure(error.code, error.message);
    }
    throw error;
  }
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFailure('file.unreadable', `${file} could not be read (${code}); check the name and the rights.`);
  }
  try {
    // Windows' editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CommandFailure('file.not_json', `${file} is not JSON: ${(error as Error).message}`);
  }
}
