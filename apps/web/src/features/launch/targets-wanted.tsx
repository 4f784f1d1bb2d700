import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { type CycleKind, decimalString } from '../../../../../libs/contracts/values.js';
import { ApiProblem, api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert, useProblemText } from '../../shared/problem-alert.js';
import { ScrollFrame } from '../../shared/scroll-frame.js';
import { useWords } from '../../shared/words.js';

type Target = ReplyOf<typeof rolesHttp.listPeriodTargets>['items'][number];
interface Period {
  readonly from: string;
  readonly to: string;
}
interface TargetsProps {
  readonly kind: CycleKind;
  readonly period: Period;
}

const keyOf = ({ standardId, kpiId, positionId, personId }: Target): string =>
  [standardId, kpiId, positionId, personId ?? ''].join('/');

/** Targets that are set anew each period; those still wanted can be given here, before the launch. */
export function TargetsWanted({ kind, period }: TargetsProps) {
  const { t } = useTranslation();
  const { from, to } = period;
  const targets = useQuery({
    queryKey: ['period-targets', kind, from],
    queryFn: () => api(rolesHttp.listPeriodTargets, { query: { kind, from, to } }),
  });
  if (targets.error) return <ProblemAlert error={targets.error} onRetry={() => void targets.refetch()} />;
  if (!targets.data || targets.data.items.length === 0) return null;
  const wanted = targets.data.items.filter(({ value }) => value === null).length;
  return (
    <Card
      size="small"
      id="targets"
      title={wanted > 0 ? t('launch.targetsWanted', { count: wanted }) : t('launch.targetsSet')}
    >
      <TargetForm key={`${kind}/${from}`} kind={kind} period={period} targets={targets.data.items} />
    </Card>
  );
}

function TargetForm({ kind, period, targets }: TargetsProps & { targets: readonly Target[] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const save = useSaveTargets({ kind, period });
  const changed = targets.flatMap((target) => {
    const value = typed[keyOf(target)]?.trim() ?? '';
    return value === '' || value === target.value ? [] : [{ target, value }];
  });
  const unfit = changed.filter(({ value }) => !decimalString.safeParse(value).success).map(({ target }) => target);
  const submit = () =>
    save.mutate(changed, {
      onSuccess: () => {
        setTyped({});
        void message.success(t('launch.targetsSaved'));
      },
    });
  const problemText = useProblemText();
  const refused = refusedKpi(save.error);
  return (
    <div className="stack">
      <ScrollFrame label={t('launch.targets')} className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('person.position')}</th>
              <th scope="col">{t('launch.kpi')}</th>
              <th scope="col">{t('launch.target')}</th>
            </tr>
          </thead>
          <tbody>
            {targets.map((target) => (
              <TargetRow
                key={keyOf(target)}
                target={target}
                value={typed[keyOf(target)] ?? target.value ?? ''}
                problem={
                  unfit.includes(target)
                    ? t('form.decimal')
                    : target.kpiId === refused
                      ? problemText(save.error)
                      : undefined
                }
                onChange={(value) => setTyped({ ...typed, [keyOf(target)]: value })}
              />
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      <Flex gap="small" align="center" wrap>
        <Button onClick={submit} loading={save.isPending} disabled={changed.length === 0 || unfit.length > 0}>
          {t('launch.saveTargets')}
        </Button>
        <Typography.Text type="secondary">{t('launch.targetsMean')}</Typography.Text>
      </Flex>
      {save.error && refused === null && <ProblemAlert error={save.error} />}
    </div>
  );
}

/** The refusal of one figure is said beside it. */
const refusedKpi = (error: Error | null) =>
  error instanceof ApiProblem ? (error.problem.values?.kpiId ?? null) : null;

function useSaveTargets({ kind, period }: TargetsProps) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changed: readonly { readonly target: Target; readonly value: string }[]) =>
      api(rolesHttp.putPeriodTargets, {
        body: {
          kind,
          ...period,
          targets: changed.map(({ target, value }) => ({
            standardId: target.standardId,
            kpiId: target.kpiId,
            positionId: target.positionId,
            personId: target.personId,
            value,
          })),
        },
      }),
    onSuccess: () =>
      Promise.all(['period-targets', 'launch-check'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

interface TargetRowProps {
  readonly target: Target;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

function TargetRow({ target, value, problem, onChange }: TargetRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const kpi = format.name(target.kpiNames);
  const whose = target.personName ?? format.name(target.positionNames);
  const shown = decimalString.safeParse(value).success ? words.measured(value, target.unit, 4) : '';
  return (
    <tr>
      <td>{whose}</td>
      <td>{kpi}</td>
      <td>
        <Input
          value={value}
          onChange={(event) => onChange(event.target.value)}
          inputMode="decimal"
          placeholder={t('launch.forExample', { value: words.measured('10', target.unit) })}
          aria-label={t('launch.targetOf', { kpi, whose })}
          {...(problem ? { status: 'error' } : {})}
          className="target-field"
        />
        {problem ? <div className="bad">{problem}</div> : <div className="quiet">{shown}</div>}
      </td>
    </tr>
  );
}
