import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuLink, type MenuProps } from './menu-link.js';

const MoreMenu = lazy(() => import('./more-menu.js'));

const collapsedKey = 'kaohe.menu.collapsed';
/** As many as four fingers' widths allow; the rest is behind "more". */
const tabs = 4;

export function SideMenu({ entries, todoCount }: MenuProps) {
  const { t } = useTranslation();
  const [collapsed, setCollapsed] = useState(localStorage.getItem(collapsedKey) === 'yes');
  const toggle = () => {
    localStorage.setItem(collapsedKey, collapsed ? 'no' : 'yes');
    setCollapsed(!collapsed);
  };
  return (
    <nav className={collapsed ? 'side-menu collapsed' : 'side-menu'} aria-label={t('nav.main')}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.place}>
            <Tooltip title={collapsed ? t(`nav.${entry.place}`) : ''} placement="right">
              <MenuLink entry={entry} todoCount={todoCount} />
            </Tooltip>
          </li>
        ))}
      </ul>
      <Button
        type="text"
        onClick={toggle}
        aria-expanded={!collapsed}
        aria-label={t(collapsed ? 'nav.expand' : 'nav.collapse')}
        icon={collapsed ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}
      />
    </nav>
  );
}

export function BottomTabs({ entries, todoCount }: MenuProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const shown = entries.length <= tabs + 1 ? entries : entries.slice(0, tabs);
  const rest = entries.slice(shown.length);
  return (
    <>
      <nav className="bottom-tabs" aria-label={t('nav.main')}>
        <ul>
          {shown.map((entry) => (
            <li key={entry.place}>
              <MenuLink entry={entry} todoCount={todoCount} />
            </li>
          ))}
          {rest.length > 0 && (
            <li>
              <button type="button" className="menu-link" aria-expanded={open} onClick={() => setOpen(true)}>
                <MenuOutlined aria-hidden />
                <span className="menu-text">{t('nav.more')}</span>
              </button>
            </li>
          )}
        </ul>
      </nav>
      {open && (
        <Suspense fallback={null}>
          <MoreMenu entries={rest} todoCount={todoCount} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
