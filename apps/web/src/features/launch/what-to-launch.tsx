import { useQuery } from '@tanstack/react-query';
import { Card, Segmented, Select, TreeSelect } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { cycleKinds } from '../../../../../libs/contracts/values.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { usePhone } from '../../shared/media.js';
import { usePeriodName } from '../../shared/period-name.js';
import { departmentTree } from './department-tree.js';
import { periodsTo } from './periods.js';
import type { Check, Plan } from './plan.js';

/** Kind, period and departments: all that most launches need. */
export function WhatToLaunch({ plan, check }: { plan: Plan; check: Check | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const phone = usePhone();
  const ids = { kind: useId(), period: useId(), departments: useId() };
  return (
    <Card size="small">
      <div className="launch-fields">
        <div>
          <span className="launch-label" id={ids.kind}>
            {t('launch.kind')}
          </span>
          <Segmented
            aria-labelledby={ids.kind}
            value={plan.kind}
            onChange={plan.chooseKind}
            vertical={phone}
            block={phone}
            options={cycleKinds.map((kind) => ({ value: kind, label: t(`cycle.kind.${kind}`) }))}
          />
        </div>
        <div>
          <label className="launch-label" htmlFor={ids.period}>
            {t('launch.period')}
          </label>
          <PeriodSelect id={ids.period} plan={plan} />
        </div>
        <div>
          <label className="launch-label" htmlFor={ids.departments}>
            {t('launch.departments')}
          </label>
          <DepartmentSelect id={ids.departments} plan={plan} />
        </div>
        {check && (
          <p className="launch-size" aria-live="polite">
            {t('launch.size', {
              people: format.count(check.people),
              departments: format.count(check.departments),
              count: check.people,
            })}
          </p>
        )}
      </div>
    </Card>
  );
}

function PeriodSelect({ id, plan }: { id: string; plan: Plan }) {
  const { t } = useTranslation();
  const periodName = usePeriodName();
  const cycles = useQuery({
    queryKey: ['cycles', 'launched', plan.kind],
    queryFn: () => api(cyclesHttp.listCycles, { query: { kind: plan.kind, limit: 100 } }),
    select: ({ items }) => items.filter(({ state }) => state !== 'cancelled').map(({ period }) => period.from),
  });
  const nameOf = (from: string, to: string): string => {
    const name = periodName(plan.kind, from);
    if (cycles.data?.includes(from)) return t('launch.periodLaunched', { period: name });
    return to > plan.today ? t('launch.periodRuns', { period: name }) : name;
  };
  return (
    <Select
      id={id}
      value={plan.from}
      onChange={plan.chooseFrom}
      options={periodsTo(plan.kind, plan.today).map(({ from, to }) => ({ value: from, label: nameOf(from, to) }))}
      popupMatchSelectWidth={false}
      className="launch-field"
    />
  );
}

function DepartmentSelect({ id, plan }: { id: string; plan: Plan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const departments = useQuery({
    queryKey: ['departments'],
    queryFn: () => api(rolesHttp.listDepartments, {}),
  });
  return (
    <TreeSelect
      id={id}
      aria-label={t('launch.departments')}
      value={[...plan.departments]}
      onChange={plan.chooseDepartments}
      treeData={departmentTree(departments.data?.items ?? [], format.name)}
      loading={departments.isPending}
      treeCheckable
      treeDefaultExpandAll
      showCheckedStrategy={TreeSelect.SHOW_PARENT}
      showSearch={{ treeNodeFilterProp: 'title' }}
      placeholder={t('launch.wholeCompany')}
      maxTagCount="responsive"
      allowClear
      popupMatchSelectWidth={false}
      className="launch-field wide"
    />
  );
}
