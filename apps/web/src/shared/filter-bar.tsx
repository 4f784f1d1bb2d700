import { Button, Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SavedViewPlace } from '../../../../libs/contracts/roles/http.js';
import { SavedViews } from './saved-views.js';

/** The search params that are words; others (a page, a number) pass through untouched. */
type Wordy<Search> = {
  [Name in keyof Search & string]-?: NonNullable<Search[Name]> extends string ? Name : never;
}[keyof Search & string];

export type FilterField<Search> = {
  [Name in Wordy<Search>]: {
    readonly name: Name;
    readonly label: string;
    /** Without options it is free text, taken when Enter is pressed. */
    readonly options?: readonly { readonly value: NonNullable<Search[Name]> & string; readonly label: string }[];
  };
}[Wordy<Search>];

interface FilterBarProps<Search> {
  readonly fields: readonly FilterField<Search>[];
  /** The route's search params: a filtered list is a link. */
  readonly search: Search;
  readonly onChange: (search: Search) => void;
  /** Given: the filters can be saved under a name. */
  readonly place?: SavedViewPlace;
}

/** Filters above a list, held by the address and nowhere else. */
export function FilterBar<Search extends object>({ fields, search, onChange, place }: FilterBarProps<Search>) {
  const { t } = useTranslation();
  const set = (name: keyof Search, value: string | undefined) =>
    onChange({ ...search, [name]: value === undefined || value === '' ? undefined : value });
  const wordOf = (name: Wordy<Search>): string => String(search[name] ?? '');
  const active = fields.some((field) => wordOf(field.name) !== '');
  return (
    <Flex component="search" gap="small" wrap className="filters" aria-label={t('filter.label')}>
      {fields.map((field) =>
        field.options ? (
          // The browser's own list: nothing to load, and at home on a phone.
          <select
            key={field.name}
            aria-label={field.label}
            value={wordOf(field.name)}
            onChange={(event) => set(field.name, event.target.value)}
            className="filter select"
          >
            <option value="">{t('filter.any', { label: field.label })}</option>
            {field.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        ) : (
          <Input.Search
            key={`${field.name}/${wordOf(field.name)}`}
            aria-label={field.label}
            placeholder={field.label}
            defaultValue={wordOf(field.name)}
            onSearch={(value) => set(field.name, value.trim())}
            allowClear
            className="filter"
          />
        ),
      )}
      {active && (
        <Button
          type="link"
          onClick={() => onChange({ ...search, ...Object.fromEntries(fields.map((field) => [field.name, undefined])) })}
        >
          {t('filter.clear')}
        </Button>
      )}
      {place && <SavedViews place={place} search={search} />}
    </Flex>
  );
}
