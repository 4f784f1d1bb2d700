import { DownOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../../../libs/contracts/roles/http.js';
import { canChangeAccount } from '../../../../../../libs/domain/access/can-change-account.js';
import { none, useFormat } from '../../../shared/format.js';
import { Mark } from '../../../shared/mark.js';
import type { Column } from '../../../shared/paged-table.js';
import { actorOf, useMe } from '../../../shared/session.js';
import type { AccountTask } from './account-dialogs.js';
import { useGrantWords } from './grant-words.js';

export function useAccountColumns(onTask: (task: AccountTask) => void): readonly Column<Account>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const grantWords = useGrantWords();
  const actor = actorOf(useMe());
  return [
    { key: 'login', title: t('administration.account.login'), onPhone: 'title', render: ({ login }) => login },
    {
      key: 'person',
      title: t('person.name'),
      render: ({ person }) =>
        person ? (
          <Link to="/people/$personId" params={{ personId: person.personId }}>
            {person.name}
          </Link>
        ) : (
          t('administration.account.noPerson')
        ),
    },
    {
      key: 'grants',
      title: t('administration.account.grants'),
      render: ({ grants }) =>
        grants.length === 0 ? none : grants.map((held) => <div key={grantWords(held)}>{grantWords(held)}</div>),
    },
    {
      key: 'state',
      title: t('administration.account.state'),
      render: ({ disabledAt }) =>
        disabledAt === null ? (
          <Mark tone="good">{t('administration.account.enabled')}</Mark>
        ) : (
          <Mark tone="bad">{t('administration.account.disabledSince', { when: format.moment(disabledAt) })}</Mark>
        ),
    },
    {
      key: 'last',
      title: t('administration.account.lastSignIn'),
      render: ({ lastSignInAt }) => (lastSignInAt ? format.moment(lastSignInAt) : t('administration.account.never')),
    },
    {
      key: 'actions',
      title: t('administration.account.actions'),
      render: (account) =>
        canChangeAccount(actor, account.accountId) ? <AccountMenu account={account} onTask={onTask} /> : none,
    },
  ];
}

function AccountMenu({ account, onTask }: { account: Account; onTask: (task: AccountTask) => void }) {
  const { t } = useTranslation();
  const kinds = ['grants', account.disabledAt === null ? 'disable' : 'enable', 'password'] as const;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: kinds.map((kind) => ({
          key: kind,
          danger: kind === 'disable',
          label: t(`administration.account.task.${kind}`),
          onClick: () => onTask({ kind, account }),
        })),
      }}
    >
      <Button
        size="small"
        icon={<DownOutlined aria-hidden />}
        iconPlacement="end"
        aria-label={t('administration.account.change', { login: account.login })}
      >
        {t('administration.change')}
      </Button>
    </Dropdown>
  );
}
