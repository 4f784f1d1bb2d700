import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Form, InputNumber, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type WhatIf as Found,
  metricsHttp,
  mostCyclesTried,
  type WhatIfPerson,
} from '../../../../../../libs/contracts/metrics/http.js';
import { type CycleKind, cycleKinds } from '../../../../../../libs/contracts/values.js';
import type { StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { api } from '../../../shared/api.js';
import { Choice } from '../../../shared/choice.js';
import { none, useFormat } from '../../../shared/format.js';
import { usePaged, wholeList } from '../../../shared/paged.js';
import { type Column, PagedTable } from '../../../shared/paged-table.js';
import { ProblemAlert, useCodeText } from '../../../shared/problem-alert.js';
import { useWords } from '../../../shared/words.js';
import { KpiEvidence } from './kpi-evidence.js';

/** The draft on cycles that were scored: who would have moved, by how much, to which grade. */
export function WhatIf({ draft }: { draft: StandardVersion }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<CycleKind>('month');
  const [cycles, setCycles] = useState(6);
  const { standardId } = draft;
  const start = useMutation({
    mutationFn: () =>
      api(metricsHttp.startWhatIf, { params: { standardId }, body: { document: { ...draft }, kind, cycles } }),
  });
  return (
    <div className="stack">
      <Card size="small">
        <p className="hint">{t('standards.whatIf.hint')}</p>
        <Flex gap="middle" wrap align="end">
          <Choice<CycleKind>
            label={t('cycle.kindOf')}
            value={kind}
            onChange={setKind}
            options={cycleKinds.map((value) => ({ value, label: t(`cycle.kind.${value}`) }))}
          />
          <Form.Item label={t('standards.whatIf.cycles')} htmlFor="what-if-cycles" className="what-if-cycles">
            <InputNumber
              id="what-if-cycles"
              min={1}
              max={mostCyclesTried}
              precision={0}
              value={cycles}
              onChange={(value) => setCycles(value ?? 1)}
            />
          </Form.Item>
          <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
            {t('standards.whatIf.start')}
          </Button>
        </Flex>
      </Card>
      <KpiEvidence standard={draft} kind={kind} cycles={cycles} />
      {start.error && <ProblemAlert error={start.error} />}
      {start.data && <Findings key={start.data.whatIfId} whatIfId={start.data.whatIfId} />}
    </div>
  );
}

function Findings({ whatIfId }: { whatIfId: string }) {
  const { t } = useTranslation();
  const codeText = useCodeText();
  const found = useQuery({
    queryKey: ['what-if', whatIfId],
    queryFn: () => api(metricsHttp.getWhatIf, { params: { whatIfId } }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : 1_000),
  });
  if (found.error) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  const { state, done, people, failure } = found.data;
  if (state === 'failed') return <Alert type="error" showIcon title={codeText(failure, null)} />;
  if (state === 'running')
    return (
      <Card size="small">
        <p aria-live="polite">{t('standards.whatIf.running', { done, people })}</p>
        <Progress
          percent={people === 0 ? 0 : Math.floor((100 * done) / people)}
          aria-label={t('standards.whatIf.title')}
        />
      </Card>
    );
  return (
    <>
      <Said found={found.data} />
      <Grades found={found.data} />
      <Means found={found.data} />
      <Movers whatIfId={whatIfId} />
    </>
  );
}

/** The answer in a sentence, before the tables. */
function Said({ found: { grades, people } }: { found: Found }) {
  const { t } = useTranslation();
  const regraded = grades.filter(({ from, to }) => from !== to).reduce((sum, one) => sum + one.people, 0);
  const lost = grades.filter(({ from, to }) => from !== null && to === null).reduce((sum, one) => sum + one.people, 0);
  return (
    <Alert
      type={lost > 0 ? 'warning' : 'info'}
      showIcon
      title={t('standards.whatIf.said', { people, regraded })}
      description={lost > 0 ? t('standards.whatIf.lost', { count: lost }) : undefined}
    />
  );
}

type Grade = Found['grades'][number];

function Grades({ found: { grades } }: { found: Found }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = (grade: string | null) => grade ?? t('standards.whatIf.noTotal');
  const moved = grades.filter(({ from, to }) => from !== to);
  if (moved.length === 0) return null;
  const columns: readonly Column<Grade>[] = [
    {
      key: 'move',
      title: t('standards.whatIf.grades'),
      onPhone: 'title',
      render: ({ from, to }) => t('standards.whatIf.change', { before: name(from), after: name(to) }),
    },
    { key: 'people', title: t('standards.whatIf.results'), align: 'right', render: (one) => format.count(one.people) },
  ];
  return (
    <Card size="small" title={t('standards.whatIf.grades')}>
      <PagedTable
        label={t('standards.whatIf.grades')}
        columns={columns}
        list={wholeList(moved)}
        rowKey={({ from, to }) => `${from}/${to}`}
        empty=""
      />
    </Card>
  );
}

interface Mean {
  readonly key: string;
  readonly name: string;
  readonly people: number;
  readonly meanBefore: string | null;
  readonly meanAfter: string | null;
  readonly regraded: number;
}

function Means({ found: { cycles, departments } }: { found: Found }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const ofCycles = cycles.map((one) => ({
    ...one,
    key: one.cycleId,
    name: words.cycle({ kind: one.kind, period: { from: one.from } }),
  }));
  const ofDepartments = departments.map((one) => ({
    ...one,
    key: one.names.en,
    name: format.name(one.names) || none,
  }));
  return (
    <>
      <MeanTable title={t('standards.whatIf.byCycle')} rows={ofCycles} />
      <MeanTable title={t('standards.whatIf.byDepartment')} rows={ofDepartments} />
    </>
  );
}

function MeanTable({ title, rows }: { title: string; rows: readonly Mean[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<Mean>[] = [
    { key: 'name', title, onPhone: 'title', render: ({ name }) => name },
    { key: 'people', title: t('standards.whatIf.results'), align: 'right', render: (one) => format.count(one.people) },
    {
      key: 'mean',
      title: t('standards.whatIf.mean'),
      align: 'right',
      render: ({ meanBefore, meanAfter }) => <Change before={meanBefore} after={meanAfter} />,
    },
    {
      key: 'regraded',
      title: t('standards.whatIf.regraded'),
      align: 'right',
      render: ({ regraded }) => format.count(regraded),
    },
  ];
  return (
    <Card size="small" title={title}>
      <PagedTable label={title} columns={columns} list={wholeList(rows)} rowKey={({ key }) => key} empty="" />
    </Card>
  );
}

function Change({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = (total: string | null) => (total === null ? none : format.figure(total, 2));
  return t('standards.whatIf.change', { before: shown(before), after: shown(after) });
}

function Movers({ whatIfId }: { whatIfId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = usePaged<WhatIfPerson, { items: WhatIfPerson[]; next: string | null }>(
    ['what-if', whatIfId, 'people'],
    (cursor) =>
      api(metricsHttp.listWhatIfPeople, { params: { whatIfId }, query: { limit: 20, ...(cursor ? { cursor } : {}) } }),
  );
  const columns: readonly Column<WhatIfPerson>[] = [
    {
      key: 'name',
      title: t('person.name'),
      onPhone: 'title',
      render: ({ personId, name, employeeCode }) => (
        <Link to="/people/$personId" params={{ personId }}>
          {name} <span className="quiet">{employeeCode}</span>
        </Link>
      ),
    },
    { key: 'department', title: t('person.department'), render: (one) => format.name(one.departmentNames) },
    { key: 'position', title: t('person.position'), render: (one) => format.name(one.positionNames) },
    {
      key: 'total',
      title: t('standards.whatIf.total'),
      align: 'right',
      render: ({ totalBefore, totalAfter }) => <Change before={totalBefore} after={totalAfter} />,
    },
    {
      key: 'grade',
      title: t('standards.whatIf.grades'),
      render: ({ gradeBefore, gradeAfter }) =>
        gradeBefore === gradeAfter
          ? (gradeAfter ?? none)
          : t('standards.whatIf.change', { before: gradeBefore ?? none, after: gradeAfter ?? none }),
    },
  ];
  return (
    <Card size="small" title={t('standards.whatIf.movers')}>
      <PagedTable
        label={t('standards.whatIf.movers')}
        columns={columns}
        list={list}
        rowKey={({ cycleId, personId }) => `${cycleId}/${personId}`}
        empty={t('standards.whatIf.nobody')}
      />
    </Card>
  );
}
