import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NavigationEntry } from '../shared/feature.js';

export interface MenuProps {
  readonly entries: readonly NavigationEntry[];
  readonly todoCount: number;
}

interface MenuLinkProps {
  readonly entry: NavigationEntry;
  readonly todoCount: number;
  readonly onFollow?: () => void;
}

export function MenuLink({ entry, todoCount, onFollow }: MenuLinkProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const here = entry.to === '/' ? pathname === '/' : pathname.startsWith(entry.to);
  const counted = entry.place === 'todo' && todoCount > 0;
  return (
    <Link to={entry.to} className="menu-link" aria-current={here ? 'page' : undefined} onClick={onFollow}>
      {entry.icon}
      <span className="menu-text">{t(`nav.${entry.place}`)}</span>
      {counted && <span className="menu-count">{todoCount}</span>}
    </Link>
  );
}
