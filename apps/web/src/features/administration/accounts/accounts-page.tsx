import { PlusOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import { canSeeAccounts } from '../../../../../../libs/domain/access/can-see-accounts.js';
import { api } from '../../../shared/api.js';
import { FilterBar } from '../../../shared/filter-bar.js';
import { Page } from '../../../shared/page.js';
import { usePaged } from '../../../shared/paged.js';
import { PagedTable } from '../../../shared/paged-table.js';
import { actorOf, holds, useMe } from '../../../shared/session.js';
import { Sections } from '../sections.js';
import { useAccountColumns } from './account-columns.js';
import { AccountDialogs, type AccountTask } from './account-dialogs.js';

/** Who may sign in, and what each may do beyond being a person. */
export function AccountsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [task, setTask] = useState<AccountTask | null>(null);
  return (
    <Page
      title={t('administration.section.accounts')}
      subtitle={t('administration.accountsHint')}
      extra={
        holds(me, 'administrator') && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setTask({ kind: 'create' })}>
            {t('administration.account.create')}
          </Button>
        )
      }
    >
      <Sections />
      {canSeeAccounts(actorOf(me)) ? (
        <Accounts onTask={setTask} />
      ) : (
        <Alert type="warning" showIcon title={t('problem.code.account_not_allowed')} />
      )}
      <AccountDialogs task={task} onClose={() => setTask(null)} />
    </Page>
  );
}

function Accounts({ onTask }: { onTask: (task: AccountTask) => void }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/administration/accounts' });
  const navigate = useNavigate();
  const accounts = usePaged(['accounts', 'list', search.search ?? ''], (cursor) =>
    api(rolesHttp.listAccounts, { query: { ...search, cursor, limit: 50 } }),
  );
  const columns = useAccountColumns(onTask);
  return (
    <>
      <FilterBar
        fields={[{ name: 'search', label: t('administration.account.search') }]}
        search={search}
        onChange={(next) => void navigate({ to: '/administration/accounts', search: next, replace: true })}
      />
      <PagedTable
        label={t('administration.section.accounts')}
        columns={columns}
        list={accounts}
        rowKey={({ accountId }) => accountId}
        empty={t('administration.account.none')}
      />
    </>
  );
}
