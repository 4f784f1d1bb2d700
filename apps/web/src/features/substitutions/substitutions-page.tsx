import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp, type Substitution } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { Page } from '../../shared/page.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useMe } from '../../shared/session.js';
import { NameSubstitute } from './name-substitute.js';

/** 休假代理: who stands in for whom, now and later. */
export function SubstitutionsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [naming, setNaming] = useState(false);
  const list = useQuery({ queryKey: ['substitutions'], queryFn: () => api(cyclesHttp.listSubstitutions, {}) });
  const ending = useEnding();
  const columns = useColumns(ending.end);
  return (
    <Page
      title={t('substitutions.title')}
      subtitle={t('substitutions.subtitle')}
      extra={
        me.person && (
          <Button type="primary" onClick={() => setNaming(true)}>
            {t('substitutions.name')}
          </Button>
        )
      }
    >
      {ending.error && <ProblemAlert error={ending.error} />}
      <PagedTable
        label={t('substitutions.title')}
        columns={columns}
        list={{
          ...wholeList(list.data?.items ?? []),
          isPending: list.isPending,
          error: list.error,
          retry: () => void list.refetch(),
        }}
        rowKey={({ substitutionId }) => substitutionId}
        empty={t('substitutions.none')}
      />
      {naming && <NameSubstitute onClose={() => setNaming(false)} />}
    </Page>
  );
}

function useColumns(end: (substitution: Substitution) => void): readonly Column<Substitution>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'person',
      title: t('substitutions.person'),
      onPhone: 'title',
      render: ({ person, now }) => (
        <>
          {person.name} {now && <Mark tone="plain">{t('substitutions.now')}</Mark>}
        </>
      ),
    },
    { key: 'substitute', title: t('substitutions.substitute'), render: ({ substitute }) => substitute.name },
    {
      key: 'days',
      title: t('substitutions.days'),
      render: ({ from, until }) => t('substitutions.fromUntil', { from: format.date(from), until: format.date(until) }),
    },
    { key: 'reason', title: t('form.reason'), render: ({ reason }) => <span className="written">{reason}</span> },
    {
      key: 'end',
      title: <span className="heard-only">{t('substitutions.end')}</span>,
      render: (substitution) =>
        substitution.mayEnd && (
          <Button size="small" onClick={() => end(substitution)}>
            {t('substitutions.end')}
          </Button>
        ),
    },
  ];
}

function useEnding() {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: ({ substitutionId }: Substitution) => api(cyclesHttp.endSubstitution, { params: { substitutionId } }),
    onSuccess: () => {
      void message.success(t('substitutions.ended'));
      return queries.invalidateQueries({ queryKey: ['substitutions'] });
    },
  });
  const end = (substitution: Substitution) =>
    void modal.confirm({
      title: t('substitutions.endText', { name: substitution.substitute.name, person: substitution.person.name }),
      okText: t('substitutions.end'),
      cancelText: t('form.cancel'),
      onOk: () => ending.mutate(substitution),
    });
  return { end, error: ending.error };
}
