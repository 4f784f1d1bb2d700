import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CalibrationGroup, type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { Share } from '../../shared/cycle/share.js';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useRowsShown } from './rows-shown.js';

/** The groups whose grades are looked at together, and how far each is. */
export function Calibrations({ cycle }: { cycle: CycleDetail }) {
  const groups = useQuery({
    queryKey: ['calibrations', 'of', cycle.cycleId],
    queryFn: () => api(cyclesHttp.listCalibrations, { params: { cycleId: cycle.cycleId } }),
  });
  if (groups.error) return <ProblemAlert error={groups.error} onRetry={() => void groups.refetch()} />;
  if (!groups.data || groups.data.items.length === 0) return null;
  return <Groups groups={groups.data.items} />;
}

function Groups({ groups }: { groups: readonly CalibrationGroup[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useRowsShown(groups, 10);
  const columns: readonly Column<CalibrationGroup>[] = [
    {
      key: 'group',
      title: t('calibration.group'),
      onPhone: 'title',
      render: ({ groupId, departmentNames }) => (
        <Link to="/calibrations/$groupId" params={{ groupId }}>
          {format.name(departmentNames)}
        </Link>
      ),
    },
    {
      key: 'state',
      title: t('cycle.state'),
      render: ({ state }) => <Mark tone={state === 'open' ? 'good' : 'plain'}>{t(`calibration.state.${state}`)}</Mark>,
    },
    {
      key: 'arrived',
      title: t('calibration.arrived'),
      render: ({ arrived, people }) => <Share part={arrived} whole={people} label={t('calibration.arrived')} />,
    },
    {
      key: 'moved',
      title: t('calibration.moved'),
      align: 'right',
      render: ({ moved }) => format.count(moved),
    },
  ];
  return (
    <Card title={t('stage.calibration')} size="small">
      <PagedTable
        label={t('stage.calibration')}
        columns={columns}
        list={list}
        rowKey={({ groupId }) => groupId}
        empty=""
      />
    </Card>
  );
}
