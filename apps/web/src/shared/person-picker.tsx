import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import { api } from './api.js';
import { useFormat } from './format.js';

interface PersonPickerProps {
  readonly label: string;
  readonly value?: string | undefined;
  readonly onChange?: (personId: string | undefined) => void;
  /** Given by a form's field. */
  readonly id?: string;
  /** It was asked for just now: the list is open and the keyboard is in it. */
  readonly opened?: boolean;
}

/** Finds somebody the reader may see by name or employee code; also the field of a form. */
export function PersonPicker({ label, value, onChange, id, opened = false }: PersonPickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const people = useQuery({
    queryKey: ['people', 'picker', search],
    queryFn: () => api(rolesHttp.listPeople, { query: { limit: 20, ...(search === '' ? {} : { search }) } }),
    placeholderData: (previous) => previous,
  });
  const chosen = useQuery({
    queryKey: ['person', value],
    queryFn: () => api(rolesHttp.getPerson, { params: { personId: value ?? '' } }),
    enabled: value !== undefined && !people.data?.items.some((person) => person.personId === value),
  });
  const known = [...(people.data?.items ?? []), ...(chosen.data ? [chosen.data] : [])];
  const options = known.map((person) => ({
    value: person.personId,
    label: `${person.name} ${person.employeeCode}`,
    place: person.assignment ? format.name(person.assignment.positionNames) : '',
  }));
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      autoFocus={opened}
      defaultOpen={opened}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      options={options}
      optionRender={({ data }) => `${data.label} · ${data.place}`}
      loading={people.isFetching}
      placeholder={t('person.search')}
      notFoundContent={people.isPending ? t('list.loading') : t('person.nobody')}
      popupMatchSelectWidth={false}
      style={{ minWidth: 220 }}
    />
  );
}
