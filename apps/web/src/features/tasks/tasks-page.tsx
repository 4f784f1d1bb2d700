import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import {
  Alert,
  App,
  Button,
  Empty,
  Flex,
  Segmented,
  Skeleton,
  Table,
  type TableColumnsType,
  Tag,
  Typography,
} from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { type Task, useBatchApproval, useTasks } from './tasks.js';

const groups = ['overdue', 'today', 'this_week', 'later'] as const;

/** 待辦: what waits for me, by how soon it is due. */
export function TasksPage() {
  const { t } = useTranslation();
  const { state = 'open' } = useSearch({ from: '/shell/' });
  const navigate = useNavigate();
  const tasks = useTasks(state);
  const first = tasks.data?.pages[0];
  const items = tasks.data?.pages.flatMap((page) => page.items) ?? [];
  const title = t(`tasks.${state}`);
  return (
    <Page
      title={title}
      extra={
        <Segmented
          value={state}
          options={(['open', 'done'] as const).map((value) => ({ value, label: t(`tasks.${value}`) }))}
          onChange={(value) => void navigate({ to: '/', search: value === 'done' ? { state: value } : {} })}
        />
      }
    >
      {tasks.isPending && <Skeleton active />}
      {tasks.error && <ProblemAlert error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {first && items.length === 0 && <Empty description={t(`tasks.empty.${state}`)} />}
      {first &&
        items.length > 0 &&
        (state === 'done' ? (
          <TaskTable tasks={items} />
        ) : (
          groups
            .filter((group) => first.groups[group] > 0)
            .map((group) => (
              <section key={group} aria-label={t(`tasks.group.${group}`)} style={{ marginBottom: 24 }}>
                <Typography.Title level={2} style={{ fontSize: 16 }}>
                  {t('tasks.groupCount', { group: t(`tasks.group.${group}`), count: first.groups[group] })}
                </Typography.Title>
                <TaskTable tasks={items.filter((item) => item.group === group)} batch />
              </section>
            ))
        ))}
      {tasks.hasNextPage && (
        <Button onClick={() => void tasks.fetchNextPage()} loading={tasks.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Page>
  );
}

function TaskTable({ tasks, batch = false }: { tasks: readonly Task[]; batch?: boolean }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const approvable = batch && tasks.some((task) => task.verbs.includes('approve'));
  return (
    <>
      {selected.length > 0 && (
        <BatchBar tasks={tasks.filter((task) => selected.includes(task.taskId))} onDone={() => setSelected([])} />
      )}
      <Table
        rowKey="taskId"
        size="middle"
        columns={columns}
        dataSource={[...tasks]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        {...(approvable
          ? {
              rowSelection: {
                selectedRowKeys: [...selected],
                onChange: (keys: React.Key[]) => setSelected(keys.map(String)),
                getCheckboxProps: (task: Task) => ({
                  disabled: !task.verbs.includes('approve'),
                  'aria-label': t('list.select', { name: task.person?.name ?? '' }),
                }),
              },
            }
          : {})}
      />
    </>
  );
}

function BatchBar({ tasks, onDone }: { tasks: readonly Task[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const approval = useBatchApproval();
  const approve = () =>
    approval.mutate(tasks, {
      onSuccess: (result) => {
        const text = t('batch.outcome', { succeeded: result.approved, failed: result.refused });
        void (result.refused === 0 ? message.success(text) : message.warning(text));
        onDone();
      },
    });
  return (
    <Alert
      style={{ marginBottom: 8 }}
      type="info"
      title={t('batch.selected', { count: tasks.length })}
      action={
        <Button type="primary" onClick={approve} loading={approval.isPending}>
          {t('verb.approve')}
        </Button>
      }
    />
  );
}

function useColumns(): TableColumnsType<Task> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      title: t('tasks.about'),
      key: 'about',
      render: (_, task) => (
        <Flex vertical>
          <TaskLink task={task} />
          <Typography.Text type="secondary">
            {t('cycle.name', { kind: t(`cycle.kind.${task.kind}`), period: format.month(task.period.from) })}
          </Typography.Text>
        </Flex>
      ),
    },
    { title: t('tasks.stage'), key: 'stage', render: (_, task) => <Tag>{t(`stage.${task.stage}`)}</Tag> },
    {
      title: t('score.total'),
      key: 'total',
      align: 'right',
      render: (_, task) => (task.total === null ? '—' : `${format.number(task.total)} ${task.grade ?? ''}`),
    },
    {
      title: t('tasks.due'),
      key: 'due',
      render: (_, task) => (
        <Typography.Text
          type={task.group === 'overdue' && !task.closedAt ? 'danger' : undefined}
          title={format.moment(task.dueAt)}
        >
          {task.closedAt ? (
            format.moment(task.closedAt)
          ) : (
            <>
              {task.group === 'overdue' ? <WarningOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
              {t(task.group === 'overdue' ? 'tasks.overdueSince' : 'tasks.dueIn', {
                when: format.relative(task.dueAt),
              })}
            </>
          )}
        </Typography.Text>
      ),
    },
  ];
}

function TaskLink({ task }: { task: Task }) {
  const { t } = useTranslation();
  if (task.appraisalId) {
    return (
      <Link to="/appraisals/$appraisalId" params={{ appraisalId: task.appraisalId }}>
        {task.person ? `${task.person.name} ${task.person.employeeCode}` : t(`stage.${task.stage}`)}
      </Link>
    );
  }
  return (
    <Link to="/cycles/$cycleId" params={{ cycleId: task.cycleId }}>
      {task.sourceId
        ? t('tasks.source', { source: t(`sourceName.${task.sourceId}`, task.sourceId) })
        : t(`stage.${task.stage}`)}
    </Link>
  );
}
