import { CalendarOutlined, RocketOutlined } from '@ant-design/icons';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CycleSummary, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { cycleKinds } from '../../../../../libs/contracts/values.js';
import { cycleStates } from '../../../../../libs/domain/cycle/stages.js';
import { api } from '../../shared/api.js';
import { CycleState } from '../../shared/cycle/cycle-state.js';
import { Share } from '../../shared/cycle/share.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useOwnEvents } from '../../shared/server-events.js';
import { holds, useMe } from '../../shared/session.js';
import { useWords } from '../../shared/words.js';

export function CyclesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/cycles' });
  const navigate = useNavigate();
  const columns = useCycleColumns();
  useOwnEvents('cycles');
  const cycles = usePaged(['cycles', search.kind ?? '', search.state ?? ''], (cursor) =>
    api(cyclesHttp.listCycles, { query: { ...search, cursor, limit: 50 } }),
  );
  const filtered = search.kind !== undefined || search.state !== undefined;
  return (
    <Page title={t('nav.cycles')} extra={<LaunchButton />}>
      <FilterBar
        fields={[
          {
            name: 'kind',
            label: t('cycle.kindOf'),
            options: cycleKinds.map((kind) => ({ value: kind, label: t(`cycle.kind.${kind}`) })),
          },
          {
            name: 'state',
            label: t('cycle.state'),
            options: cycleStates.map((state) => ({ value: state, label: t(`cycle.states.${state}`) })),
          },
        ]}
        search={search}
        onChange={(next) => void navigate({ to: '/cycles', search: next, replace: true })}
        place="cycles"
      />
      <PagedTable
        label={t('nav.cycles')}
        columns={columns}
        list={{ ...cycles, rows: runningFirst(cycles.rows) }}
        rowKey={(cycle) => cycle.cycleId}
        empty={t(filtered ? 'cycle.noneFiltered' : 'cycle.none')}
      />
    </Page>
  );
}

function LaunchButton() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  if (!holds(me, 'hr') || me.person === null) return null;
  return (
    <Flex gap="small" wrap>
      <Button icon={<CalendarOutlined aria-hidden />} onClick={() => void navigate({ to: '/launch-plans' })}>
        {t('cycle.byCalendar')}
      </Button>
      <Button type="primary" icon={<RocketOutlined aria-hidden />} onClick={() => void navigate({ to: '/launch' })}>
        {t('cycle.launch')}
      </Button>
    </Flex>
  );
}

/** What runs is what somebody can do something about; within that the newest period first, as the server lists them. */
function runningFirst(cycles: readonly CycleSummary[]): readonly CycleSummary[] {
  const over = ({ state }: CycleSummary): boolean => state === 'closed' || state === 'cancelled';
  return cycles.toSorted((a, b) => Number(over(a)) - Number(over(b)));
}

function useCycleColumns(): readonly Column<CycleSummary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  return [
    {
      key: 'name',
      title: t('cycle.cycle'),
      onPhone: 'title',
      render: (cycle) => (
        <Link to="/cycles/$cycleId" params={{ cycleId: cycle.cycleId }}>
          {words.cycle(cycle)}
        </Link>
      ),
    },
    { key: 'state', title: t('cycle.state'), render: (cycle) => <CycleState cycle={cycle} /> },
    {
      key: 'finished',
      title: t('cycle.finished'),
      render: (cycle) => <Share part={cycle.finished} whole={cycle.people} label={t('cycle.finished')} />,
    },
    {
      key: 'late',
      title: t('cycle.late'),
      align: 'right',
      render: ({ late }) => (
        <span className={late === 0 ? undefined : 'bad'}>{t('cycle.lateCount', { count: late })}</span>
      ),
    },
    { key: 'owner', title: t('cycle.owner'), render: (cycle) => cycle.owner.name },
    { key: 'launched', title: t('cycle.launched'), render: (cycle) => format.moment(cycle.launchedAt) },
  ];
}
