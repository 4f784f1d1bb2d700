import { Button, Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

export type FilterField<Search> = {
  [Name in keyof Search & string]: {
    readonly name: Name;
    readonly label: string;
    /** Without options it is free text, taken when Enter is pressed or the field is left. */
    readonly options?: readonly { readonly value: NonNullable<Search[Name]> & string; readonly label: string }[];
  };
}[keyof Search & string];

interface FilterBarProps<Search> {
  readonly fields: readonly FilterField<Search>[];
  /** The route's search params: a filtered list is a link. */
  readonly search: Search;
  readonly onChange: (search: Search) => void;
}

/** Filters above a list, held by the address and nowhere else. */
export function FilterBar<Search extends { readonly [name in keyof Search]?: string | undefined }>({
  fields,
  search,
  onChange,
}: FilterBarProps<Search>) {
  const { t } = useTranslation();
  const set = (name: keyof Search, value: string | undefined) =>
    onChange({ ...search, [name]: value === undefined || value === '' ? undefined : value });
  const active = fields.some((field) => search[field.name] !== undefined);
  return (
    <Flex component="search" gap="small" wrap className="filters" aria-label={t('filter.label')}>
      {fields.map((field) =>
        field.options ? (
          <Select<string>
            key={field.name}
            aria-label={field.label}
            placeholder={field.label}
            value={search[field.name] ?? null}
            options={field.options.map(({ value, label }) => ({ value, label }))}
            onChange={(value) => set(field.name, value)}
            allowClear
            popupMatchSelectWidth={false}
            className="filter"
          />
        ) : (
          <Input.Search
            key={`${field.name}/${search[field.name] ?? ''}`}
            aria-label={field.label}
            placeholder={field.label}
            defaultValue={search[field.name] ?? ''}
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
    </Flex>
  );
}
