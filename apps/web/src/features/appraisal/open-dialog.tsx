import { AdjustDialog } from './adjust-dialog.js';

import { DismissDialog, UpholdDialog } from './answer-dialogs.js';
import { AppealDialog } from './appeal-dialog.js';

import { CommentBox } from './comment-box.js';

import { CopyDialog } from './copy-dialog.js';
import type { Dialog, DialogProps } from './dialog-props.js';
import { GapDialog } from './gap-dialog.js';
import { AnswerDialog, HandOverDialog } from './hand-over-dialogs.js';
import { SelfReviewDialog } from './self-review-dialog.js';
import { CommentDialog, NoteDialog, ReturnDialog } from './short-dialogs.js';
import { WithdrawDialog } from './withdraw-dialog.js';

/** Fetched when it is asked for: forms are no part of a sheet that is read. */
export default function OpenDialog({
  dialog,
  of,
  ...props
}: DialogProps & { dialog: Dialog; of?: string | undefined }) {
  switch (dialog) {
    case 'copy':
      return <CopyDialog sheet={props.sheet} onClose={props.onClose} />;
    case 'transfer':
    case 'delegate':
      return <HandOverDialog act={dialog} sheet={props.sheet} onClose={props.onClose} />;
    case 'answer':
      return <AnswerDialog sheet={props.sheet} onClose={props.onClose} />;
    case 'comment':
      return <CommentBox sheet={props.sheet} onClose={props.onClose} />;
    case 'withdraw':
      return <WithdrawDialog sheet={props.sheet} onClose={props.onClose} />;
    case 'adjust':
      return <AdjustDialog {...props} />;
    case 'return':
      return <ReturnDialog {...props} />;
    case 'resolve_gap':
      return <GapDialog {...props} />;
    case 'submit_self_review':
      return <SelfReviewDialog {...props} />;
    case 'recheck_done':
      return <NoteDialog {...props} />;
    case 'appeal':
      return <AppealDialog of={of} {...props} />;
    case 'uphold':
      return <UpholdDialog {...props} />;
    case 'dismiss':
      return <DismissDialog {...props} />;
    case 'acknowledge':
    case 'sign_off':
      return <CommentDialog verb={dialog} {...props} />;
  }
}
