import { UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.js';
import { usePhone } from '../shared/media.js';
import { useMe } from '../shared/session.js';

const PersonDropdown = lazy(() => import('./person-dropdown.js'));

/** Whose session it is; what hangs from the name is loaded when it is first asked for. */
export function PersonMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const phone = usePhone();
  const [wanted, setWanted] = useState(false);
  useLanguage(me);
  const name = me.person?.name ?? me.login;
  const button = (
    <Button
      type="text"
      icon={<UserOutlined aria-hidden />}
      aria-label={t('nav.person', { name })}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      {phone ? null : name}
    </Button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <PersonDropdown onKeys={onKeys}>{button}</PersonDropdown>
    </Suspense>
  );
}
