import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../../../libs/contracts/roles/http.js';
import { ReasonDialog } from '../../../shared/reason-dialog.js';

interface WhyDialogProps {
  readonly account: Account;
  readonly kind: 'disable' | 'enable' | 'password';
  readonly send: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why an account is disabled, enabled, or given a new password. */
export function WhyDialog({ account, kind, send, onClose }: WhyDialogProps) {
  const { t } = useTranslation();
  const command = useMutation({ mutationFn: send });
  const submit = async (reason: string): Promise<boolean> => {
    try {
      await command.mutateAsync(reason);
      return true;
    } catch {
      // The dialog shows why.
      return false;
    }
  };
  return (
    <ReasonDialog
      title={t('administration.account.taskOf', {
        task: t(`administration.account.task.${kind}`),
        login: account.login,
      })}
      okText={t(`administration.account.task.${kind}`)}
      danger={kind === 'disable'}
      explanation={t(`administration.account.means.${kind}`)}
      whoReads={t('administration.account.whoReads')}
      draftOf={`account/${kind}/${account.accountId}`}
      maxLength={500}
      pending={command.isPending}
      error={command.error}
      onSubmit={submit}
      onCancel={onClose}
    />
  );
}
