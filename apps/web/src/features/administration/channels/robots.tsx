import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  announcementTypes,
  notificationsHttp,
  type Robot,
} from '../../../../../../libs/contracts/notifications/http.js';
import { api } from '../../../shared/api.js';
import { useFormat } from '../../../shared/format.js';
import { localeNames } from '../../../shared/language.js';
import { Mark } from '../../../shared/mark.js';
import { wholeList } from '../../../shared/paged.js';
import { type Column, PagedTable } from '../../../shared/paged-table.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { RobotDialog } from './robot-dialog.js';
import { robotsKey } from './robots-key.js';
import { SendAnswer } from './send-answer.js';

/** Each robot brings news about cycles to one group. */
export function Robots() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Robot | 'new' | null>(null);
  const read = useQuery({ queryKey: robotsKey, queryFn: () => api(notificationsHttp.listRobots, {}) });
  const test = useMutation({
    mutationFn: ({ robotId }: Robot) => api(notificationsHttp.testRobot, { params: { robotId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: robotsKey }),
  });
  const columns = useRobotColumns({
    change: setOpen,
    test: (robot) => test.mutate(robot),
    testing: test.isPending ? test.variables.robotId : null,
  });
  return (
    <Card
      size="small"
      title={t('administration.channels.robots')}
      extra={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('administration.channels.add')}
        </Button>
      }
    >
      <div className="stack">
        <p className="hint">{t('administration.channels.robotsHint')}</p>
        {test.error && <ProblemAlert error={test.error} />}
        {test.data && <SendAnswer to={test.variables.name} result={test.data} />}
        <PagedTable
          label={t('administration.channels.robots')}
          columns={columns}
          list={{
            ...wholeList(read.data?.items ?? []),
            isPending: read.isPending,
            error: read.error,
            retry: () => void read.refetch(),
          }}
          rowKey={({ robotId }) => robotId}
          empty={t('administration.channels.none')}
        />
      </div>
      {open && <RobotDialog robot={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

interface Actions {
  readonly change: (robot: Robot) => void;
  readonly test: (robot: Robot) => void;
  readonly testing: string | null;
}

function useRobotColumns({ change, test, testing }: Actions): readonly Column<Robot>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'name', title: t('administration.channels.name'), onPhone: 'title', render: ({ name }) => name },
    {
      key: 'kind',
      title: t('administration.channels.platform'),
      render: ({ kind }) => t(`administration.channel.${kind}`),
    },
    { key: 'language', title: t('nav.language'), render: ({ locale }) => localeNames[locale] },
    {
      key: 'told',
      title: t('administration.channels.toldOf'),
      render: ({ announcements }) =>
        announcements.length === announcementTypes.length
          ? t('administration.channels.everything')
          : format.list(announcements.map((type) => t(`administration.announcement.${type}`))),
    },
    { key: 'state', title: t('administration.deliveryState'), render: (robot) => <RobotState robot={robot} /> },
    {
      key: 'waiting',
      title: t('administration.channels.waiting'),
      align: 'right',
      render: ({ waiting }) => format.count(waiting),
    },
    {
      key: 'actions',
      title: t('administration.account.actions'),
      render: (robot) => (
        <Flex gap="small" wrap>
          <Button
            size="small"
            loading={testing === robot.robotId}
            aria-label={t('administration.channels.testOf', { name: robot.name })}
            onClick={() => test(robot)}
          >
            {t('administration.channels.test')}
          </Button>
          <Button
            size="small"
            aria-label={t('administration.channels.changeOf', { name: robot.name })}
            onClick={() => change(robot)}
          >
            {t('administration.change')}
          </Button>
        </Flex>
      ),
    },
  ];
}

function RobotState({ robot: { enabled, fault, failingSince } }: { robot: Robot }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Mark tone="plain">{t(`administration.channels.state.${enabled ? 'on' : 'off'}`)}</Mark>
      {fault && <div className="fault-line">{t(`administration.channels.fault.${fault}`)}</div>}
      {failingSince && (
        <div className="fault-line">
          {t('administration.channels.failingSince', { when: format.moment(failingSince) })}
        </div>
      )}
    </>
  );
}
