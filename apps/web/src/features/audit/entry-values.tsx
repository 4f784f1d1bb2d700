import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../../../libs/contracts/audit/http.js';
import { appraisalStates, cycleStates, verbs } from '../../../../../libs/domain/cycle/stages.js';
import { useAuditWords } from '../../shared/audit/audit-words.js';
import { useNames } from '../../shared/audit/names.js';
import { EmptyState } from '../../shared/empty-state.js';
import { none, useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useSourceName } from '../../shared/source-name.js';
import { useWords } from '../../shared/words.js';
import { isPersonKey, peopleAmong, type ValueChange, valueChanges } from './entry-diff.js';

/** What the act changed: each value before and after. */
export function EntryValues({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const changes = valueChanges(entry.before, entry.after);
  const shown = useShownValue(changes);
  if (changes.length === 0) return <EmptyState text={t('audit.noValues')} />;
  const columns: readonly Column<ValueChange>[] = [
    {
      key: 'what',
      title: t('audit.value'),
      onPhone: 'title',
      render: ({ path }) =>
        path.map((key) => (/^\d+$/.test(key) ? t('audit.nth', { no: Number(key) + 1 }) : words.key(key))).join(' › '),
    },
    {
      key: 'before',
      title: t('audit.before'),
      render: ({ path, before }) => <span className="value-before">{shown(path, before)}</span>,
    },
    {
      key: 'after',
      title: t('audit.after'),
      render: ({ path, after }) => <span className="value-after">{shown(path, after)}</span>,
    },
  ];
  return (
    <PagedTable
      label={t('audit.values')}
      columns={columns}
      list={wholeList(changes)}
      rowKey={({ path }) => path.join('/')}
      empty={t('audit.noValues')}
    />
  );
}

/** The standard's version an entry made, to read where it reads well. */
export function VersionLink({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const after = entry.after as { readonly version?: number } | null;
  if (entry.action !== 'standard.version_created' || after?.version === undefined) return null;
  return (
    <Link to="/standards/$standardId" params={{ standardId: entry.subjectId }} search={{ version: after.version }}>
      {t('audit.showVersion', { version: after.version })}
    </Link>
  );
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const day = /^\d{4}-\d\d-\d\d$/;
const isOneOf = (values: readonly string[], value: unknown): value is string =>
  typeof value === 'string' && values.includes(value);

function useShownValue(changes: readonly ValueChange[]): (path: readonly string[], value: unknown) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const sourceName = useSourceName();
  const names = useNames(peopleAmong(changes));
  return (path, value) => {
    const key = path.at(-1) ?? '';
    if (value === null || value === undefined) return none;
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
    if (typeof value !== 'string') return String(value);
    if (isPersonKey(path)) return names.person(value);
    if (key === 'stage' && isOneOf(appraisalStates, value)) return t(`appraisalStage.${value}`);
    if (key === 'state' && isOneOf(cycleStates, value)) return t(`cycle.states.${value}`);
    if (key === 'verb' && isOneOf(verbs, value)) return t(`verb.${value}`);
    if (key === 'sourceId') return sourceName(value);
    if (key === 'standardId') return words.standard(value);
    if (instant.test(value)) return format.moment(value);
    if (day.test(value)) return format.date(value);
    return value;
  };
}
