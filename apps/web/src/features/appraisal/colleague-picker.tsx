import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';

/** A chosen person, named as chosen: drafts show them again without asking. */
export interface PickedColleague {
  readonly value: string;
  readonly label: string;
}

interface ColleaguePickerProps {
  readonly appraisalId: string;
  readonly label: string;
  readonly value?: readonly PickedColleague[];
  readonly onChange?: (picked: readonly PickedColleague[]) => void;
  /** Given by a form's field. */
  readonly id?: string;
}

/** Finds people of the whole company, also those the reader sees nothing else of. */
export function ColleaguePicker({ appraisalId, label, value = [], onChange, id }: ColleaguePickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const people = useQuery({
    queryKey: ['copy-candidates', appraisalId, search],
    queryFn: () => api(cyclesHttp.copyCandidates, { params: { appraisalId }, query: { search } }),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  const found = search === '' ? [] : (people.data?.items ?? []);
  return (
    <Select
      mode="multiple"
      labelInValue
      maxCount={20}
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
      placeholder={t('copy.search')}
      notFoundContent={t(search === '' ? 'copy.type' : people.isFetching ? 'list.loading' : 'copy.nobody')}
      style={{ width: '100%' }}
    />
  );
}
