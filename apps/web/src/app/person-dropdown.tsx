import { CheckOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { App, Dropdown, type MenuProps } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { locales } from '../../../../libs/contracts/values.js';
import { useSignOut } from '../features/session/sign-in.js';
import { countDrafts, removeDrafts } from '../shared/draft.js';
import { localeNames, useLanguage } from '../shared/language.js';
import { useMe } from '../shared/session.js';
import { chooseTheme, themeChoices, useThemeChoice } from './theme-choice.js';

interface PersonDropdownProps {
  readonly onKeys: () => void;
  readonly children: ReactElement;
}

/** Who is signed in, the language, the appearance, and the way out. Opens as it is loaded. */
export default function PersonDropdown({ onKeys, children }: PersonDropdownProps) {
  const { t } = useTranslation();
  const me = useMe();
  const language = useLanguage(me);
  const theme = useThemeChoice();
  const leave = useLeave();
  const [open, setOpen] = useState(true);
  const name = me.person?.name ?? me.login;
  const mark = (chosen: boolean) => (chosen ? <CheckOutlined aria-hidden /> : <span className="menu-unmarked" />);
  const items: MenuProps['items'] = [
    {
      type: 'group',
      key: 'who',
      label: `${name}${me.person ? ` ${me.person.employeeCode}` : ''} · ${me.companyName}`,
    },
    { type: 'divider' },
    {
      type: 'group',
      key: 'language',
      label: t('nav.language'),
      children: locales.map((locale) => ({
        key: locale,
        icon: mark(locale === language.current),
        label: <span lang={locale}>{localeNames[locale]}</span>,
        onClick: () => language.choose(locale),
      })),
    },
    {
      type: 'group',
      key: 'theme',
      label: t('nav.theme'),
      children: themeChoices.map((choice) => ({
        key: choice,
        icon: mark(choice === theme),
        label: t(`theme.${choice}`),
        onClick: () => chooseTheme(choice),
      })),
    },
    { type: 'divider' },
    ...(me.person ? [{ key: 'substitutions', label: <Link to="/substitutions">{t('nav.substitutions')}</Link> }] : []),
    { key: 'notifications', label: <Link to="/administration/notifications">{t('nav.notificationChoices')}</Link> },
    { key: 'keys', label: t('keys.title'), onClick: onKeys },
    { key: 'leave', label: t('session.signOut'), onClick: leave },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" open={open} onOpenChange={setOpen} autoFocus>
      {children}
    </Dropdown>
  );
}

/** Signs out; drafts on this device stay only if the person says so. */
function useLeave(): () => void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { accountId } = useMe();
  const signOut = useSignOut();
  return () => {
    const count = countDrafts(accountId);
    if (count === 0) {
      signOut.mutate();
      return;
    }
    const question = modal.confirm({
      title: t('session.drafts.title', { count }),
      content: t('session.drafts.text'),
      closable: true,
      okText: t('session.drafts.keep'),
      onOk: () => signOut.mutate(),
      cancelText: t('session.drafts.remove'),
      cancelButtonProps: {
        danger: true,
        onClick: () => {
          removeDrafts(accountId);
          question.destroy();
          signOut.mutate();
        },
      },
    });
  };
}
