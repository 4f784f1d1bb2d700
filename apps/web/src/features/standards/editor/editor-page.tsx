import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { useDraft } from '../../../shared/draft.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { PageSkeleton } from '../../../shared/page-skeleton.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { holds, useMe } from '../../../shared/session.js';
import { TabBar } from '../../../shared/tab-bar.js';
import { DiffView } from '../diff-view.js';
import '../standards.css';
import { useToday } from '../../../shared/today.js';
import { useVersions, versionQuery } from '../standards.js';
import { TryIt } from '../try-it.js';
import { problemsOf } from './check.js';
import { DutyFields } from './duty-fields.js';
import { type Edited, firstVersionOf, nextVersionOf } from './edits.js';
import { ExampleFields } from './example-fields.js';
import { KpiList } from './kpi-list.js';
import { PositionFields } from './position-fields.js';
import { RuleFields } from './rule-fields.js';
import { SavePanel } from './save-panel.js';
import { WhatIf } from './what-if.js';

/** HR writes the next version from the newest; everything is checked while it is typed, by the rules that will score by it. */
export function EditorPage() {
  const { t } = useTranslation();
  const me = useMe();
  const { standardId } = useParams({ from: '/shell/standards/$standardId/next' });
  const versions = useVersions(standardId);
  const newest = versions.data?.[0];
  const whole = useQuery({ ...versionQuery(standardId, newest?.version ?? 1), enabled: newest !== undefined });
  const error = versions.error ?? whole.error;
  if (!holds(me, 'hr')) return <Alert type="warning" showIcon title={t('problem.code.standard_not_allowed')} />;
  if (error) return <ProblemAlert error={error} onRetry={() => void versions.refetch()} />;
  if (!whole.data) return <PageSkeleton />;
  return <NextVersion key={whole.data.version} newest={whole.data.standard} />;
}

function NextVersion({ newest }: { newest: StandardVersion }) {
  const today = useToday();
  return <Editor newest={newest} begun={nextVersionOf(newest, today)} />;
}

/** HR writes the first version of a new standard, from nothing or with the KPIs and rules of another one. */
export function FirstVersionPage() {
  const { t } = useTranslation();
  const me = useMe();
  const today = useToday();
  const { standardId } = useParams({ from: '/shell/standards/$standardId/first' });
  const { copyOf } = useSearch({ from: '/shell/standards/$standardId/first' });
  const versions = useVersions(copyOf ?? '', copyOf !== undefined);
  const newest = versions.data?.[0]?.version;
  const copied = useQuery({ ...versionQuery(copyOf ?? '', newest ?? 1), enabled: newest !== undefined });
  const error = versions.error ?? copied.error;
  if (!holds(me, 'hr')) return <Alert type="warning" showIcon title={t('problem.code.standard_not_allowed')} />;
  if (error) return <ProblemAlert error={error} onRetry={() => void versions.refetch()} />;
  if (copyOf !== undefined && !copied.data) return <PageSkeleton />;
  return <Editor newest={null} begun={firstVersionOf(standardId, copied.data?.standard ?? null, today)} />;
}

interface EditorProps {
  /** The version this one follows; null for the first. */
  readonly newest: StandardVersion | null;
  readonly begun: Edited;
}

const parts = ['kpis', 'positions', 'duties', 'rules', 'examples', 'try', 'changes', 'whatIf'] as const;

function Editor({ newest, begun }: EditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const draft = useDraft<Edited>(`standard/${begun.standard.standardId}/${begun.standard.version}`, begun);
  const { standard } = draft.value;
  const checked = useDeferredValue(standard);
  const problems = useMemo(() => problemsOf(checked), [checked]);
  const change = (next: StandardVersion) => draft.change({ ...draft.value, standard: next });
  const [part, setPart] = useState<(typeof parts)[number]>(newest ? 'kpis' : 'positions');
  const fields = { standard, problems, onChange: change };
  const labels = {
    kpis: t('standards.kpis'),
    positions: t('standards.positions'),
    duties: t('standards.duties'),
    rules: t('standards.rulesOfAll'),
    examples: t('standards.examples'),
    try: t('standards.try.title'),
    changes: t('standards.changes'),
    whatIf: t('standards.whatIf.title'),
  };
  const shown = {
    kpis: () => <KpiList {...fields} />,
    positions: () => <PositionFields {...fields} />,
    duties: () => <DutyFields {...fields} />,
    rules: () => <RuleFields {...fields} />,
    examples: () => <ExampleFields {...fields} />,
    try: () => <TryIt standard={checked} />,
    changes: () =>
      newest === null || problems.length > 0 ? (
        <Alert type="info" showIcon title={t('standards.try.wait')} />
      ) : (
        <DiffView before={newest} after={checked} />
      ),
    whatIf: () =>
      problems.length > 0 ? <Alert type="info" showIcon title={t('standards.try.wait')} /> : <WhatIf draft={checked} />,
  };
  const tabs = parts
    .filter((key) => newest !== null || (key !== 'changes' && key !== 'whatIf'))
    .map((key) => ({ key, label: labels[key] }));
  return (
    <Page
      title={t('standards.editorTitle', {
        standard: newest ? format.name(newest.names) : standard.standardId,
        version: standard.version,
      })}
      subtitle={
        newest
          ? t('standards.basedOn', { version: newest.version, date: format.date(newest.effectiveFrom) })
          : t('standards.firstVersion')
      }
      extra={<BackLink standardId={newest?.standardId ?? null} />}
    >
      <div className="editor-grid">
        <Form component="div" layout="vertical">
          <TabBar label={t('standards.parts')} tabs={tabs} current={part} onChange={setPart} />
          {shown[part]()}
        </Form>
        <SavePanel newest={newest} checked={checked} problems={problems} draft={draft} />
      </div>
    </Page>
  );
}

function BackLink({ standardId }: { standardId: string | null }) {
  const { t } = useTranslation();
  if (standardId === null)
    return (
      <Link to="/standards">
        <Button tabIndex={-1}>{t('nav.standards')}</Button>
      </Link>
    );
  return (
    <Link to="/standards/$standardId" params={{ standardId }}>
      <Button tabIndex={-1}>{t('standards.backToStandard')}</Button>
    </Link>
  );
}
