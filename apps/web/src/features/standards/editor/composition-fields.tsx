import { Alert, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Composition, Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { withComposition } from './edits.js';
import { ChoiceField, useRefusal, ValueField } from './field.js';

const kinds = ['own_period', 'mean_of_months', 'weighted'] as const satisfies readonly Composition['kind'][];
const begun: Readonly<Record<Composition['kind'], Composition>> = {
  own_period: { kind: 'own_period' },
  mean_of_months: { kind: 'mean_of_months' },
  weighted: { kind: 'weighted', monthsWeight: '60', ownWeight: '40' },
};

interface CompositionFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** How a quarter or a year comes about. */
export function CompositionFields({ standard, problems, onChange }: CompositionFieldsProps) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const composition = standard.composition ?? begun.own_period;
  const set = (next: Composition) => onChange(withComposition(standard, next));
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('standards.rule.composition')}
      </Typography.Title>
      <Form layout="vertical" component="div" className="kpi-fields">
        <ChoiceField
          path="composition.kind"
          label={t('standards.compositionTitle')}
          value={composition.kind}
          options={kinds.map((value) => ({ value, label: t(`standards.composition.${value}`) }))}
          problems={problems}
          onChange={(kind) => set(begun[kind])}
        />
        {composition.kind === 'weighted' &&
          (['monthsWeight', 'ownWeight'] as const).map((name) => (
            <ValueField
              key={name}
              path={`composition.${name}`}
              label={t(`standards.${name}`)}
              value={composition[name]}
              problems={problems}
              onChange={(weight) => set({ ...composition, [name]: weight })}
            />
          ))}
      </Form>
      {problems
        .filter(({ path }) => path === 'composition')
        .map((problem) => (
          <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
        ))}
    </section>
  );
}
