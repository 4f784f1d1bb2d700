import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import type { Decision } from './decision.js';

/** What a decision that asks for more than a click is given. */
export interface DialogProps {
  readonly sheet: AppraisalSheet;
  readonly decision: Decision;
  readonly onClose: () => void;
}

/** Names a dialog's draft by the task it decides. */
export const draftName = (verb: string, sheet: AppraisalSheet): string =>
  `${verb}/${sheet.openTask?.taskId ?? sheet.appraisalId}`;
