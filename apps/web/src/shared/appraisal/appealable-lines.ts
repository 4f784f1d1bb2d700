import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { nextInstance } from '../../../../../libs/domain/cycle/appeals.js';

/** Lines the reader may appeal now. */
export const appealableLines = ({ openTask, lines, appeals }: AppraisalSheet): AppraisalSheet['lines'] =>
  openTask?.verbs.includes('appeal') ? lines.filter((line) => nextInstance(line, appeals) !== null) : [];
