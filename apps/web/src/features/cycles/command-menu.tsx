import {
  CloseCircleOutlined,
  FieldTimeOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
} from '@ant-design/icons';
import { Dropdown } from 'antd';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandName } from './use-command.js';

const icons: Readonly<Record<CommandName, ReactNode>> = {
  extend: <FieldTimeOutlined aria-hidden />,
  pause: <PauseCircleOutlined aria-hidden />,
  resume: <PlayCircleOutlined aria-hidden />,
  add_person: <UserAddOutlined aria-hidden />,
  exclude_person: <UserDeleteOutlined aria-hidden />,
  cancel: <CloseCircleOutlined aria-hidden />,
};

interface CommandMenuProps {
  readonly commands: readonly CommandName[];
  readonly onChoose: (command: CommandName) => void;
  readonly children: ReactElement;
}

/** Opens as it is loaded. */
export default function CommandMenu({ commands, onChoose, children }: CommandMenuProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={setOpen}
      autoFocus
      menu={{
        items: commands.map((name) => ({
          key: name,
          icon: icons[name],
          label: t(`cycle.command.${name}`),
          danger: name === 'cancel',
          onClick: () => onChoose(name),
        })),
      }}
    >
      {children}
    </Dropdown>
  );
}
