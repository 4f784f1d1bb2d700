import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague } from '../../../../libs/contracts/cycles/http.js';
import { useFormat } from './format.js';

/** A chosen person, named as chosen: drafts show them again without asking. */
export interface PickedColleague {
  readonly value: string;
  readonly label: string;
}

interface ColleaguePickerProps {
  /** Asks for people by name or code: whoever may choose is decided by what they are chosen for. */
  readonly find: (search: string) => Promise<{ readonly items: readonly Colleague[] }>;
  /** Names what they are chosen for, e.g. `copy/<appraisalId>`. */
  readonly purpose: string;
  /** At most so many. */
  readonly most?: number;
  readonly label: string;
  readonly value?: readonly PickedColleague[];
  readonly onChange?: (picked: readonly PickedColleague[]) => void;
  /** Given by a form's field. */
  readonly id?: string;
}

/** Finds people of the whole company, also those the reader sees nothing else of. */
export function ColleaguePicker({ find, purpose, most = 20, label, value = [], onChange, id }: ColleaguePickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const people = useQuery({
    queryKey: ['colleagues', purpose, search],
    queryFn: () => find(search),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  // Gone with the choice, not a moment later: the Tab that leaves the field would take the chosen one back.
  const found = typed.trim() === '' ? [] : (people.data?.items ?? []);
  return (
    <Select
      mode="multiple"
      labelInValue
      maxCount={most}
      {...(id ? { id } : {})}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={[...value]}
      onChange={(picked: PickedColleague[]) => {
        setTyped('');
        onChange?.(picked.map(({ value: personId, label: name }) => ({ value: personId, label: name })));
      }}
      options={found.map(({ personId, name, employeeCode, positionNames }) => ({
        value: personId,
        label: `${name} ${employeeCode}`,
        place: positionNames ? format.name(positionNames) : '',
      }))}
      optionRender={({ data }) => `${data.label} · ${data.place}`}
      loading={people.isFetching}
      placeholder={t('colleague.search')}
      notFoundContent={t(search === '' ? 'colleague.type' : people.isFetching ? 'list.loading' : 'colleague.nobody')}
      style={{ width: '100%' }}
    />
  );
}
