import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import { api } from '../../../shared/api.js';
import { CreateAccount } from './create-account.js';
import { GrantsDialog } from './grants-dialog.js';
import { type NewPassword, NewPasswordDialog } from './new-password-dialog.js';
import { WhyDialog } from './why-dialog.js';

export type AccountTask =
  | { readonly kind: 'create' }
  | { readonly kind: 'grants' | 'disable' | 'enable' | 'password'; readonly account: Account };

/** The dialogs of the list of accounts; a new password is shown once, after its dialog has gone. */
export function AccountDialogs({ task, onClose }: { task: AccountTask | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [told, setTold] = useState<NewPassword | null>(null);
  const done = (text: string) => {
    void message.success(text);
    void queries.invalidateQueries({ queryKey: ['accounts'] });
    onClose();
  };
  const tell = (login: string, password: string | null) => {
    void queries.invalidateQueries({ queryKey: ['accounts'] });
    onClose();
    if (password !== null) setTold({ login, password });
  };
  return (
    <>
      {task?.kind === 'create' && <CreateAccount onCreated={tell} onClose={onClose} />}
      {task?.kind === 'grants' && (
        <GrantsDialog
          account={task.account}
          onDone={() => done(t('administration.account.grantsSaved'))}
          onClose={onClose}
        />
      )}
      {(task?.kind === 'disable' || task?.kind === 'enable') && (
        <WhyDialog
          account={task.account}
          kind={task.kind}
          send={async (reason) => {
            const { accountId } = task.account;
            await api(rolesHttp.updateAccount, {
              params: { accountId },
              body: { disabled: task.kind === 'disable', reason },
            });
            done(t(`administration.account.done.${task.kind}`, { login: task.account.login }));
          }}
          onClose={onClose}
        />
      )}
      {task?.kind === 'password' && (
        <WhyDialog
          account={task.account}
          kind="password"
          send={async (reason) => {
            const { accountId, login } = task.account;
            const { initialPassword } = await api(rolesHttp.resetPassword, { params: { accountId }, body: { reason } });
            tell(login, initialPassword);
          }}
          onClose={onClose}
        />
      )}
      {told && <NewPasswordDialog told={told} onClose={() => setTold(null)} />}
    </>
  );
}
