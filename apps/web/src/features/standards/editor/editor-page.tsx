import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Form } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StandardVersion, validateStandard } from '../../../../../../libs/domain/scoring/index.js';
import { useDraft } from '../../../shared/draft.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { PageSkeleton } from '../../../shared/page-skeleton.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { holds, useMe } from '../../../shared/session.js';
import { TabBar } from '../../../shared/tab-bar.js';
import { DiffView } from '../diff-view.js';
import { effectiveWeights } from '../effective-weights.js';
import { ExampleList } from '../example-list.js';
import '../standards.css';
import { useToday } from '../../../shared/today.js';
import { useVersions, versionQuery } from '../standards.js';
import { TryIt } from '../try-it.js';
import { acceptCalculated, type Edited, nextVersionOf } from './edits.js';
import { KpiCard } from './kpi-card.js';
import { RuleFields } from './rule-fields.js';
import { SavePanel } from './save-panel.js';

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
  return <Editor key={whole.data.version} newest={whole.data.standard} />;
}

function Editor({ newest }: { newest: StandardVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday();
  const draft = useDraft<Edited>(`standard/${newest.standardId}/${newest.version + 1}`, nextVersionOf(newest, today));
  const { standard } = draft.value;
  const checked = useDeferredValue(standard);
  const problems = useMemo(() => validateStandard(checked), [checked]);
  const change = (next: StandardVersion) => draft.change({ ...draft.value, standard: next });
  const weights = effectiveWeights(standard);
  const [part, setPart] = useState<'kpis' | 'rules' | 'examples' | 'try' | 'changes'>('kpis');
  const tabs = [
    {
      key: 'kpis',
      label: t('standards.kpis'),
      children: (
        <div className="stack">
          {standard.kpis.map((kpi) => (
            <KpiCard
              key={kpi.kpiId}
              {...{ standard, kpi, problems }}
              percent={weights.percentOf(kpi.kpiId)}
              onChange={change}
            />
          ))}
        </div>
      ),
    },
    {
      key: 'rules',
      label: t('standards.rulesOfAll'),
      children: <RuleFields standard={standard} problems={problems} onChange={change} />,
    },
    {
      key: 'examples',
      label: t('standards.examples'),
      children: (
        <ExampleList
          standard={checked}
          onAccept={(exampleId, differences) => change(acceptCalculated(standard, exampleId, differences))}
        />
      ),
    },
    { key: 'try', label: t('standards.try.title'), children: <TryIt standard={checked} /> },
    {
      key: 'changes',
      label: t('standards.changes'),
      children:
        problems.length > 0 ? (
          <Alert type="info" showIcon title={t('standards.try.wait')} />
        ) : (
          <DiffView before={newest} after={checked} />
        ),
    },
  ] as const;
  return (
    <Page
      title={t('standards.editorTitle', { standard: format.name(newest.names), version: standard.version })}
      subtitle={t('standards.basedOn', { version: newest.version, date: format.date(newest.effectiveFrom) })}
      extra={
        <Link to="/standards/$standardId" params={{ standardId: newest.standardId }}>
          <Button tabIndex={-1}>{t('standards.backToStandard')}</Button>
        </Link>
      }
    >
      <div className="editor-grid">
        <Form component="div" layout="vertical">
          <TabBar label={t('standards.parts')} tabs={tabs} current={part} onChange={setPart} />
          {tabs.find(({ key }) => key === part)?.children}
        </Form>
        <SavePanel newest={newest} checked={checked} problems={problems} draft={draft} />
      </div>
    </Page>
  );
}
