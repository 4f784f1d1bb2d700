import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../../../libs/contracts/audit/http.js';
import { useAuditWords } from '../../shared/audit/audit-words.js';
import { peopleIn, useNames } from '../../shared/audit/names.js';
import { none, useFormat } from '../../shared/format.js';
import type { Paged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

interface EntryTableProps {
  readonly list: Paged<AuditEntry>;
  readonly empty: string;
  readonly openId: string | undefined;
  readonly onOpen: (entryId: string) => void;
}

/** Entries as a list; each opens to its values. */
export function EntryTable({ list, empty, openId, onOpen }: EntryTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useAuditWords();
  const names = useNames(peopleIn(list.rows));
  const columns: readonly Column<AuditEntry>[] = [
    {
      key: 'action',
      title: t('audit.what'),
      onPhone: 'title',
      render: (entry) => (
        <button type="button" className="entry-open" onClick={() => onOpen(entry.entryId)}>
          {words.action(entry.action)}
        </button>
      ),
    },
    { key: 'who', title: t('audit.who'), render: (entry) => names.actor(entry) },
    {
      key: 'about',
      title: t('audit.about'),
      render: ({ aboutPersonId }) => (aboutPersonId ? names.person(aboutPersonId) : none),
    },
    { key: 'subject', title: t('audit.subjectTitle'), render: ({ subjectType }) => words.subject(subjectType) },
    { key: 'reason', title: t('form.reason'), render: ({ reason }) => reason ?? none },
    { key: 'at', title: t('audit.at'), render: ({ at }) => format.moment(at) },
    {
      key: 'seq',
      title: t('audit.seq'),
      align: 'right',
      render: ({ seq }) => (seq === null ? none : format.count(seq)),
    },
  ];
  return (
    <PagedTable
      label={t('audit.entries')}
      columns={columns}
      list={list}
      rowKey={({ entryId }) => entryId}
      empty={empty}
      currentKey={openId}
    />
  );
}
