import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Account, rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import { api } from '../../../shared/api.js';
import { FormDialog, ReasonField } from '../../../shared/form-dialog.js';
import { GrantsField, grantOf, keyOf } from './grants-field.js';

interface GrantsDialogProps {
  readonly account: Account;
  readonly onDone: () => void;
  readonly onClose: () => void;
}
interface Values {
  readonly grants: readonly string[];
  readonly reason: string;
}

export function GrantsDialog({ account, onDone, onClose }: GrantsDialogProps) {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: ({ grants, reason }: Values) =>
      api(rolesHttp.setGrants, {
        params: { accountId: account.accountId },
        body: { grants: grants.map(grantOf), reason: reason.trim() },
      }),
    onSuccess: onDone,
  });
  return (
    <FormDialog<Values>
      title={t('administration.account.taskOf', {
        task: t('administration.account.task.grants'),
        login: account.login,
      })}
      okText={t('administration.save')}
      initialValues={{ grants: account.grants.map(keyOf) }}
      save={save}
      onClose={onClose}
    >
      <GrantsField />
      <ReasonField whoReads={t('administration.account.whoReads')} />
    </FormDialog>
  );
}
