import { useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { actionKinds, useAuditWords } from '../../shared/audit/audit-words.js';
import { DayField } from '../../shared/day-field.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { PersonPicker } from '../../shared/person-picker.js';
import { useWords } from '../../shared/words.js';
import type { HistorySearch } from './history-search.js';

interface HistoryFiltersProps {
  readonly search: HistorySearch;
  readonly onChange: (search: HistorySearch) => void;
}

/** By whom, about whom, in which cycle, what, when: all of it in the address. */
export function HistoryFilters({ search, onChange }: HistoryFiltersProps) {
  const { t } = useTranslation();
  const words = useWords();
  const ofAudit = useAuditWords();
  const cycles = useQuery({
    queryKey: ['cycles', 'names'],
    queryFn: async () => (await api(cyclesHttp.listCycles, { query: { limit: 100 } })).items,
  });
  // An action that a link names and the list does not offer is still shown.
  const kinds = search.action && !actionKinds.some((kind) => kind === search.action) ? [search.action] : [];
  return (
    <>
      <Flex gap="small" wrap className="audit-filters">
        <Labelled label={t('audit.about')}>
          <PersonPicker
            label={t('audit.about')}
            value={search.personId}
            onChange={(personId) => onChange({ ...search, personId })}
          />
        </Labelled>
        <Labelled label={t('audit.who')}>
          <PersonPicker
            label={t('audit.who')}
            value={search.actorPersonId}
            onChange={(actorPersonId) => onChange({ ...search, actorPersonId })}
          />
        </Labelled>
        <Labelled label={t('audit.from')}>
          <DayField
            label={t('audit.from')}
            value={search.from}
            latest={search.to}
            onChange={(from) => onChange({ ...search, from })}
          />
        </Labelled>
        <Labelled label={t('audit.to')}>
          <DayField
            label={t('audit.to')}
            value={search.to}
            earliest={search.from}
            onChange={(to) => onChange({ ...search, to })}
          />
        </Labelled>
      </Flex>
      <FilterBar
        fields={[
          {
            name: 'cycleId',
            label: t('cycle.cycle'),
            options: (cycles.data ?? []).map((cycle) => ({ value: cycle.cycleId, label: words.cycle(cycle) })),
          },
          {
            name: 'action',
            label: t('audit.what'),
            options: [
              ...actionKinds.map((value) => ({ value, label: ofAudit.subject(value) })),
              ...kinds.map((value) => ({ value, label: ofAudit.action(value) })),
            ],
          },
          { name: 'subjectId', label: t('audit.subjectId') },
        ]}
        search={{ ...search, entry: undefined }}
        onChange={onChange}
        place="history"
      />
    </>
  );
}

/** A placeholder says what to type; what it is for stands above it. */
const Labelled = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <div className="quiet">{label}</div>
    {children}
  </div>
);
