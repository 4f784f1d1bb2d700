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
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import type { CommandName } from './use-command.js';

const CommandDialog = lazy(() => import('./command-dialog.js'));

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
      {open !== null && (
        <Suspense fallback={null}>
          <CommandDialog name={open} cycle={cycle} onDone={close} />
        </Suspense>
      )}
    </>
  );
}
