import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { useFormat } from '../../shared/format.js';
import type { SourceTab } from './source-tabs.js';

interface TabLinksProps {
  readonly source: SourceDetail;
  readonly tabs: readonly SourceTab[];
  readonly current: SourceTab | undefined;
}

/** The parts of a source's page: each is an address of its own. */
export function TabLinks({ source: { sourceId, names }, tabs, current }: TabLinksProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { cycle } = useSearch({ from: '/shell/sources/$sourceId' });
  return (
    <nav className="tab-links" aria-label={format.name(names)}>
      {tabs.map((tab) => (
        <Link
          key={tab}
          to="/sources/$sourceId"
          params={{ sourceId }}
          search={{ tab, ...(cycle ? { cycle } : {}) }}
          aria-current={tab === current ? 'page' : undefined}
        >
          {t(`sources.tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
}
