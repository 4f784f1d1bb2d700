import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import type { Verb } from '../../../../../libs/domain/cycle/stages.js';
import type { SheetDecision } from '../../shared/appraisal/decision.js';

/** An approval needs no dialog, and a 1-on-1 has a page of its own. */
export type Dialog =
  | Exclude<Verb, 'approve' | 'record_interview'>
  | 'adjust'
  | 'copy'
  | 'transfer'
  | 'delegate'
  | 'answer'
  | 'withdraw'
  | 'comment';

/** What a decision that asks for more than a click is given. */
export interface DialogProps {
  readonly sheet: AppraisalSheet;
  readonly decision: SheetDecision;
  readonly onClose: () => void;
}

/** Names a dialog's draft by the task it decides. */
export const draftName = (verb: string, sheet: AppraisalSheet): string =>
  `${verb}/${sheet.openTask?.taskId ?? sheet.appraisalId}`;
