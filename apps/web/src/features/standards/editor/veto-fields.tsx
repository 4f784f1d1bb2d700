import { Alert, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { AddByCode } from './add-by-code.js';
import { ChoiceField, NamesFields, useRefusal } from './field.js';
import { RemovePart } from './part-buttons.js';
import { replaced } from './records.js';

type Veto = StandardVersion['vetoes'][number];
type Effect = Veto['effect'];

interface VetoFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** What overrules a total however good it is. */
export function VetoFields({ standard, problems, onChange }: VetoFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusal();
  const { vetoes } = standard;
  const put = (next: readonly Veto[]) => onChange({ ...standard, vetoes: next });
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('standards.rule.vetoes')}
      </Typography.Title>
      <div className="part-rows">
        {vetoes.map((veto) => {
          const path = `vetoes.${veto.vetoId}`;
          const name = format.name(veto.names) || veto.vetoId;
          const set = (change: Partial<Veto>) => put(replaced(vetoes, veto, { ...veto, ...change }));
          return (
            <fieldset key={veto.vetoId} className="part-row">
              <legend>
                {name} <RemovePart name={name} onRemove={() => put(vetoes.filter((one) => one !== veto))} />
              </legend>
              <Form layout="vertical" component="div" className="kpi-fields">
                <NamesFields path={path} names={veto.names} problems={problems} onChange={(names) => set({ names })} />
                <EffectFields
                  {...{ standard, path, problems }}
                  effect={veto.effect}
                  onChange={(effect) => set({ effect })}
                />
              </Form>
              {problems
                .filter((problem) => problem.path === path)
                .map((problem) => (
                  <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
                ))}
            </fieldset>
          );
        })}
        <AddByCode
          id="new-veto"
          label={t('standards.newVeto')}
          action={t('standards.addVeto')}
          taken={vetoes.map(({ vetoId }) => vetoId)}
          onAdd={(vetoId) =>
            put([
              ...vetoes,
              { vetoId, names: { 'zh-Hant': '', 'zh-Hans': '', en: '' }, effect: { kind: 'total_zero' } },
            ])
          }
        />
      </div>
    </section>
  );
}

interface EffectFieldsProps {
  readonly standard: StandardVersion;
  readonly path: string;
  readonly effect: Effect;
  readonly problems: readonly Problem[];
  readonly onChange: (effect: Effect) => void;
}

function EffectFields({ standard, path, effect, problems, onChange }: EffectFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dimensions = standard.dimensions ?? [];
  const grades = standard.defaults.grades.map(({ grade }) => grade);
  const kinds = (['total_zero', 'dimension_zero', 'grade_cap'] as const).filter(
    (kind) => kind !== 'dimension_zero' || dimensions.length > 0,
  );
  const begun: Readonly<Record<Effect['kind'], Effect>> = {
    total_zero: { kind: 'total_zero' },
    dimension_zero: { kind: 'dimension_zero', dimensionId: dimensions[0]?.dimensionId ?? '' },
    grade_cap: { kind: 'grade_cap', grade: grades[0] ?? '' },
  };
  return (
    <>
      <ChoiceField
        path={`${path}.effect`}
        label={t('standards.vetoEffect.label')}
        value={effect.kind}
        options={kinds.map((value) => ({ value, label: t(`standards.vetoEffect.${value}`) }))}
        problems={problems}
        onChange={(kind) => onChange(begun[kind])}
      />
      {effect.kind === 'grade_cap' && (
        <ChoiceField
          path={`${path}.effect.grade`}
          label={t('score.grade')}
          value={effect.grade}
          options={grades.map((value) => ({ value, label: value }))}
          problems={problems}
          onChange={(grade) => onChange({ kind: 'grade_cap', grade })}
        />
      )}
      {effect.kind === 'dimension_zero' && (
        <ChoiceField
          path={`${path}.effect.dimensionId`}
          label={t('standards.dimension')}
          value={effect.dimensionId}
          options={dimensions.map(({ dimensionId, names }) => ({ value: dimensionId, label: format.name(names) }))}
          problems={problems}
          onChange={(dimensionId) => onChange({ kind: 'dimension_zero', dimensionId })}
        />
      )}
    </>
  );
}
