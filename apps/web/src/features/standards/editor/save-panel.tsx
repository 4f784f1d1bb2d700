import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Card, Form, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import { type Problem, runExamples, type StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { api } from '../../../shared/api.js';
import { DayField } from '../../../shared/day-field.js';
import { type Draft, DraftNote } from '../../../shared/draft.js';
import { useFormat } from '../../../shared/format.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { effectiveWeights } from '../effective-weights.js';
import { diffStandards, isEmptyDiff } from '../standard-diff.js';
import { useStandardWords } from '../standard-words.js';
import { dayAfter, type Edited } from './edits.js';

interface SavePanelProps {
  /** The version this one follows; null for the first. */
  readonly newest: StandardVersion | null;
  readonly checked: StandardVersion;
  readonly problems: readonly Problem[];
  readonly draft: Draft<Edited>;
}

/** The weights as they would count, from when the version takes effect, why, and what still stands in its way. */
export function SavePanel({ newest, checked, problems, draft }: SavePanelProps) {
  const { t } = useTranslation();
  const { standard, reason } = draft.value;
  const [asked, setAsked] = useState(false);
  const save = useSave(draft);
  const obstacles = useObstacles(newest, checked, problems);
  const missingReason = asked && reason.trim() === '';
  const submit = () => {
    setAsked(true);
    if (obstacles.length === 0 && reason.trim() !== '') save.mutate({ standard, reason: reason.trim() });
  };
  return (
    <aside className="editor-side stack" aria-label={t('standards.savePanel')}>
      <WeightCard standard={standard} />
      <Card size="small" title={t('standards.takesEffectTitle')}>
        <Form layout="vertical" component="div">
          <Form.Item label={t('standards.effectiveFrom')} htmlFor="effective-from" extra={t('standards.runningKeep')}>
            <DayField
              id="effective-from"
              label={t('standards.effectiveFrom')}
              value={standard.effectiveFrom}
              earliest={newest ? dayAfter(newest.effectiveFrom) : undefined}
              onChange={(day) =>
                day !== undefined && draft.change({ ...draft.value, standard: { ...standard, effectiveFrom: day } })
              }
            />
          </Form.Item>
          <Form.Item
            label={t('form.reason')}
            htmlFor="version-reason"
            extra={t('standards.whoReads')}
            {...(missingReason ? { validateStatus: 'error' as const, help: t('form.required') } : {})}
          >
            <Input.TextArea
              id="version-reason"
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={500}
              value={reason}
              onChange={(event) => draft.change({ ...draft.value, reason: event.target.value })}
            />
          </Form.Item>
        </Form>
        <div className="stack">
          {obstacles.map((text) => (
            <Alert key={text} type="warning" showIcon title={text} />
          ))}
          {save.error && <ProblemAlert error={save.error} />}
          <Button type="primary" block onClick={submit} loading={save.isPending} disabled={obstacles.length > 0}>
            {t('standards.create', { version: standard.version })}
          </Button>
          <DraftNote savedAt={draft.savedAt} onDiscard={draft.discard} />
        </div>
      </Card>
    </aside>
  );
}

function WeightCard({ standard }: { standard: StandardVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStandardWords();
  const { sumRaw, percentOf } = effectiveWeights(standard);
  return (
    <Card
      size="small"
      title={
        <span aria-live="polite">
          {sumRaw === null
            ? t('standards.weightUnreadable')
            : t('standards.sumToHundred', { sum: words.weight(sumRaw) })}
        </span>
      }
    >
      <dl className="card-lines weights-now">
        {standard.kpis.map(({ kpiId, names }) => (
          <div key={kpiId}>
            <dt>{format.name(names) || kpiId}</dt>
            <dd>{words.percent(percentOf(kpiId))}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** Why it cannot be created yet, each in words; empty when it can. */
function useObstacles(
  newest: StandardVersion | null,
  checked: StandardVersion,
  problems: readonly Problem[],
): string[] {
  const { t } = useTranslation();
  const failing = useMemo(
    () => (problems.length > 0 ? 0 : runExamples(checked).filter((example) => !example.ok).length),
    [checked, problems],
  );
  const unchanged = useMemo(() => newest !== null && isEmptyDiff(diffStandards(newest, checked)), [newest, checked]);
  return [
    ...(unchanged ? [t('standards.obstacle.unchanged')] : []),
    ...(problems.length > 0 ? [t('standards.obstacle.problems', { count: problems.length })] : []),
    ...(failing > 0 ? [t('standards.obstacle.examples', { count: failing })] : []),
  ];
}

function useSave(draft: Draft<Edited>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { standardId } = draft.value.standard;
  return useMutation({
    mutationFn: ({ standard, reason }: Edited) =>
      api(rolesHttp.createStandardVersion, {
        params: { standardId },
        body: { document: { ...standard }, reason, expectedVersion: standard.version },
      }),
    onSuccess: async ({ version }) => {
      draft.discard();
      void message.success(t('standards.created', { version }));
      await navigate({ to: '/standards/$standardId', params: { standardId }, search: { version, tab: 'versions' } });
      await queries.invalidateQueries({ queryKey: ['standards'] });
    },
  });
}
