import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { differenceOf } from '../../shared/appraisal/difference.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import type { Statistics } from './statistics.js';

type Row = Statistics['managers'][number];

interface ManagerTableProps {
  readonly managers: readonly Row[];
  readonly mean: string | null;
  readonly cycleId: string;
}

const atOnce = 20;

/** Who scores how; each row leads to the manager's people. */
export function ManagerTable({ managers, mean, cycleId }: ManagerTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [count, setCount] = useState(atOnce);
  const columns: Column<Row>[] = [
    {
      key: 'manager',
      title: t('person.manager'),
      onPhone: 'title',
      render: ({ manager }) => (
        <Link to="/team" search={{ cycle: cycleId, view: 'people', manager: manager.personId }}>
          {manager.name}
        </Link>
      ),
    },
    { key: 'people', title: t('team.people'), align: 'right', render: (row) => format.count(row.people) },
    { key: 'mean', title: t('team.mean'), align: 'right', render: (row) => format.number(row.mean) },
    {
      key: 'against',
      title: t('team.againstAll'),
      align: 'right',
      render: (row) => format.signed(differenceOf(row.mean, mean)),
    },
    { key: 'deviation', title: t('team.deviation'), align: 'right', render: (row) => format.number(row.deviation) },
    {
      key: 'range',
      title: t('team.range'),
      align: 'right',
      render: (row) => t('team.fromTo', { from: format.number(row.lowest), to: format.number(row.highest) }),
    },
  ];
  const list = {
    ...wholeList(managers.slice(0, count)),
    total: managers.length,
    more: count < managers.length ? { load: () => setCount(count + atOnce), isLoading: false } : null,
  };
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('team.managersTable')}
      </Typography.Title>
      <PagedTable
        label={t('team.managersTable')}
        columns={columns}
        list={list}
        rowKey={({ manager }) => manager.personId}
        empty={t('team.noScores')}
      />
    </section>
  );
}
