import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { CancelDialog, PauseDialog, ResumeDialog } from './clock-dialogs.js';
import { ExtendDialog } from './extend-dialog.js';
import { PersonDialog } from './person-dialog.js';
import type { CommandName } from './use-command.js';

interface CommandDialogProps {
  readonly name: CommandName;
  readonly cycle: CycleDetail;
  readonly onDone: () => void;
}

/** Fetched when a command is chosen: its form is no part of the board. */
export default function CommandDialog({ name, cycle, onDone }: CommandDialogProps) {
  switch (name) {
    case 'extend':
      return <ExtendDialog cycle={cycle} onDone={onDone} />;
    case 'pause':
      return <PauseDialog cycle={cycle} onDone={onDone} />;
    case 'resume':
      return <ResumeDialog cycle={cycle} onDone={onDone} />;
    case 'cancel':
      return <CancelDialog cycle={cycle} onDone={onDone} />;
    case 'add_person':
    case 'exclude_person':
      return <PersonDialog command={name} cycle={cycle} person={null} onDone={onDone} />;
  }
}
