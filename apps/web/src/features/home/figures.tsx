import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import type { Overview, TaskPage } from './use-home.js';

interface FiguresProps {
  readonly total: number;
  readonly groups: TaskPage['groups'];
  /** null: the reader answers for nobody. */
  readonly held: Overview['held'] | null;
}

/** Three numbers that say whether today is a quiet day. */
export function Figures({ total, groups, held }: FiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = [
    { key: 'waiting', count: total, bad: false },
    { key: 'overdue', count: groups.overdue, bad: true },
    held ? { key: 'heldLate', count: held.late, bad: true } : { key: 'soon', count: groups.today, bad: false },
  ] as const;
  return (
    <ul className="home-figures">
      {figures.map(({ key, count, bad }) => (
        <li key={key}>
          <Figure to={key === 'heldLate' ? undefined : '/tasks'}>
            <span className="quiet">{t(`home.figure.${key}`)}</span>
            <strong className={bad && count > 0 ? 'bad' : undefined}>{format.count(count)}</strong>
          </Figure>
        </li>
      ))}
    </ul>
  );
}

function Figure({ to, children }: { to: '/tasks' | undefined; children: ReactNode }) {
  return to ? (
    <Link to={to} className="home-figure">
      {children}
    </Link>
  ) : (
    <a href="#held" className="home-figure">
      {children}
    </a>
  );
}
