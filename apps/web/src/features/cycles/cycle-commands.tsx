import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import type { CommandName } from './use-command.js';

const CommandMenu = lazy(() => import('./command-menu.js'));
const CommandDialog = lazy(() => import('./command-dialog.js'));

const order: readonly CommandName[] = ['extend', 'resume', 'pause', 'add_person', 'exclude_person', 'cancel'];

/** What HR may do with the cycle now; nothing for those who may not. The menu is loaded when it is first asked for. */
export function CycleCommands({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState<CommandName | null>(null);
  const commands = order.filter((name) => cycle.commands.includes(name));
  if (commands.length === 0) return null;
  const close = () => setOpen(null);
  const button = (
    <Button aria-haspopup="menu" onClick={() => setWanted(true)}>
      {t('cycle.commands')} <DownOutlined aria-hidden />
    </Button>
  );
  return (
    <>
      {wanted ? (
        <Suspense fallback={button}>
          <CommandMenu commands={commands} onChoose={setOpen}>
            {button}
          </CommandMenu>
        </Suspense>
      ) : (
        button
      )}
      {open !== null && (
        <Suspense fallback={null}>
          <CommandDialog name={open} cycle={cycle} onDone={close} />
        </Suspense>
      )}
    </>
  );
}
