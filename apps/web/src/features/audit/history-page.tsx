import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { auditHttp } from '../../../../../libs/contracts/audit/http.js';
import { addDays } from '../../../../../libs/domain/calendar/working-calendar.js';
import { instantIn } from '../../../../../libs/domain/calendar/zone.js';
import { api } from '../../shared/api.js';
import { Choice } from '../../shared/choice.js';
import { Page } from '../../shared/page.js';
import { usePaged } from '../../shared/paged.js';
import { useTimeZone } from '../../shared/time-zone.js';
import './audit.css';
import { EntryDrawer } from './entry-drawer.js';
import { EntryTable } from './entry-table.js';
import { HistoryFilters } from './history-filters.js';
import { type HistorySearch, useHistorySearch } from './history-search.js';
import { VerificationPanel } from './verification-panel.js';

/** Who did what to what, when, with the values before and after; and whether all of it is still as it was written. */
export function HistoryPage() {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const search = useHistorySearch();
  const navigate = useNavigate();
  const { entry: openId, from, to, ...filter } = search;
  const entries = usePaged(['audit', 'entries', filter, from ?? '', to ?? ''], (cursor) =>
    api(auditHttp.listEntries, {
      query: {
        ...filter,
        ...(from ? { from: instantIn(zone, from) } : {}),
        // The day named last is still part of it.
        ...(to ? { to: instantIn(zone, addDays(to, 1)) } : {}),
        cursor,
        limit: 50,
      },
    }),
  );
  const show = (next: HistorySearch) => void navigate({ to: '/audit', search: next, replace: true });
  const open = entries.rows.find(({ entryId }) => entryId === openId);
  const filtered = Object.values(filter).some((value) => value !== undefined) || from !== undefined || to !== undefined;
  return (
    <Page title={t('nav.audit')} subtitle={t('audit.subtitle')}>
      <div className="stack">
        <VerificationPanel />
        <section>
          <div className="saved-filters">
            <Choice<'all' | 'acts' | 'reads'>
              label={t('audit.savedFilters')}
              value={search.kind ?? 'all'}
              onChange={(kind) => show({ ...search, kind: kind === 'all' ? undefined : kind, entry: undefined })}
              options={(['all', 'acts', 'reads'] as const).map((value) => ({
                value,
                label: t(`audit.saved.${value}`),
              }))}
            />
          </div>
          <HistoryFilters search={search} onChange={(next) => show({ ...next, entry: undefined })} />
          <EntryTable
            list={entries}
            empty={t(filtered ? 'audit.noneFiltered' : 'audit.none')}
            openId={openId}
            onOpen={(entry) => show({ ...search, entry })}
          />
        </section>
      </div>
      {open && <EntryDrawer entry={open} onClose={() => show({ ...search, entry: undefined })} />}
    </Page>
  );
}
