import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { MenuLink, type MenuProps } from './menu-link.js';

/** Places of the menu that found no room at the bottom of a phone. */
export default function MoreMenu({ entries, todoCount, onClose }: MenuProps & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer title={t('nav.moreTitle')} placement="bottom" open onClose={onClose}>
      <ul className="drawer-menu">
        {entries.map((entry) => (
          <li key={entry.place}>
            <MenuLink entry={entry} todoCount={todoCount} onFollow={onClose} />
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
