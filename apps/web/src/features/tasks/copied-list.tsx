import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReceivedCopy } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';
import { useCopies } from './copies.js';

/** 抄送我: what others showed the reader, until it is opened marked as unread. */
export function CopiedList({ search }: { search: string | undefined }) {
  const { t } = useTranslation();
  const copies = useCopies(search);
  const columns = useCopyColumns();
  return (
    <PagedTable
      label={t('tasks.copied')}
      columns={columns}
      list={copies}
      rowKey={({ copyId }) => copyId}
      empty={t(search ? 'tasks.empty.filtered' : 'tasks.empty.copied')}
    />
  );
}

function useCopyColumns(): readonly Column<ReceivedCopy>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  return [
    {
      key: 'about',
      title: t('tasks.about'),
      onPhone: 'title',
      render: (copy) => (
        <>
          <Typography.Text strong={copy.readAt === null}>
            <Link to="/appraisals/$appraisalId" params={{ appraisalId: copy.appraisalId }}>
              {copy.person.name} {copy.person.employeeCode}
            </Link>
          </Typography.Text>
          <div className="quiet">{words.cycle(copy)}</div>
        </>
      ),
    },
    {
      key: 'place',
      title: t('person.position'),
      render: ({ person }) => `${format.name(person.positionNames)} · ${format.name(person.departmentNames)}`,
    },
    { key: 'by', title: t('tasks.copy.by'), render: ({ by }) => by.name },
    {
      key: 'note',
      title: t('tasks.copy.note'),
      render: ({ note }) => <span className="written">{note}</span>,
    },
    { key: 'at', title: t('tasks.copy.at'), render: ({ at }) => format.moment(at) },
    {
      key: 'read',
      title: t('tasks.copy.readState'),
      render: ({ readAt }) =>
        readAt === null ? (
          <Tag color="blue">{t('tasks.copy.unread')}</Tag>
        ) : (
          t('tasks.copy.read', { when: format.relative(readAt) })
        ),
    },
  ];
}
