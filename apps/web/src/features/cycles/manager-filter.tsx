import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const PersonPicker = lazy(() =>
  import('../../shared/person-picker.js').then((part) => ({ default: part.PersonPicker })),
);

interface ManagerFilterProps {
  readonly value: string | undefined;
  readonly onChange: (personId: string | undefined) => void;
}

/** Whose people are listed. Until somebody is looked for it is a plain button: looking people up is loaded when it is asked for. */
export function ManagerFilter({ value, onChange }: ManagerFilterProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const label = t('cycle.byManager');
  const closed = (
    <button
      type="button"
      className="filter select person-filter"
      aria-haspopup="listbox"
      aria-expanded={false}
      onClick={() => setAsked(true)}
    >
      {t('filter.any', { label })}
    </button>
  );
  if (!asked && value === undefined) return closed;
  return (
    <Suspense fallback={closed}>
      <PersonPicker label={label} value={value} onChange={onChange} opened={asked} />
    </Suspense>
  );
}
