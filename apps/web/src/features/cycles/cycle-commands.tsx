import {
  CloseCircleOutlined,
  DownOutlined,
  FieldTimeOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
} from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { CancelDialog, PauseDialog, ResumeDialog } from './clock-dialogs.js';
import { ExtendDialog } from './extend-dialog.js';
import { PersonDialog } from './person-dialog.js';
import type { CommandName } from './use-command.js';

const icons: Readonly<Record<CommandName, ReactNode>> = {
  extend: <FieldTimeOutlined aria-hidden />,
  pause: <PauseCircleOutlined aria-hidden />,
  resume: <PlayCircleOutlined aria-hidden />,
  add_person: <UserAddOutlined aria-hidden />,
  exclude_person: <UserDeleteOutlined aria-hidden />,
  cancel: <CloseCircleOutlined aria-hidden />,
};
const order: readonly CommandName[] = ['extend', 'resume', 'pause', 'add_person', 'exclude_person', 'cancel'];

/** What HR may do with the cycle now; nothing for those who may not. */
export function CycleCommands({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<CommandName | null>(null);
  const commands = order.filter((name) => cycle.commands.includes(name));
  if (commands.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: commands.map((name) => ({
            key: name,
            icon: icons[name],
            label: t(`cycle.command.${name}`),
            danger: name === 'cancel',
          })),
          onClick: ({ key }) => setOpen(commands.find((name) => name === key) ?? null),
        }}
      >
        <Button aria-haspopup="menu">
          {t('cycle.commands')} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {open !== null && <CommandDialog name={open} cycle={cycle} onDone={close} />}
    </>
  );
}

interface CommandDialogProps {
  readonly name: CommandName;
  readonly cycle: CycleDetail;
  readonly onDone: () => void;
}

function CommandDialog({ name, cycle, onDone }: CommandDialogProps) {
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
