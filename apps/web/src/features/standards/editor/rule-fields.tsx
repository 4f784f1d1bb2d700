import { Alert, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Defaults, Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { useRefusal, ValueField } from './field.js';

const decimals = [
  'floor',
  'cap',
  'totalFloor',
  'totalCap',
  'adjustmentLimit',
  'maxReweightPercent',
] as const satisfies readonly (keyof Defaults)[];

interface RuleFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** What holds for the whole standard: bounds, grades, how far a manager may go. */
export function RuleFields({ standard, problems, onChange }: RuleFieldsProps) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const { defaults } = standard;
  const set = (change: Partial<Defaults>) => onChange({ ...standard, defaults: { ...defaults, ...change } });
  const grades = problems.filter(({ path }) => path.startsWith('defaults.grades'));
  return (
    <div className="stack">
      <Form layout="vertical" component="div" className="kpi-fields">
        {decimals.map((name) => (
          <ValueField
            key={name}
            path={`defaults.${name}`}
            label={t(`standards.default.${name}`)}
            value={defaults[name]}
            problems={problems}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
        {(['bonusCap', 'penaltyCap'] as const).map((name) => (
          <ValueField
            key={name}
            path={name}
            label={t(`standards.default.${name}`)}
            value={standard[name]}
            problems={problems}
            onChange={(value) => onChange({ ...standard, [name]: value })}
          />
        ))}
      </Form>
      <section>
        <Typography.Title level={2} className="section-title">
          {t('standards.rule.grades')}
        </Typography.Title>
        <Form layout="vertical" component="div" className="kpi-fields">
          {defaults.grades.map((band, index) => (
            <ValueField
              key={band.grade}
              path={`defaults.grades.${band.grade}`}
              label={t('standards.gradeFromLabel', { grade: band.grade })}
              value={band.from}
              problems={problems}
              onChange={(from) =>
                set({ grades: defaults.grades.map((one, at) => (at === index ? { ...one, from } : one)) })
              }
            />
          ))}
        </Form>
        {grades
          .filter(({ path }) => path === 'defaults.grades')
          .map((problem) => (
            <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
          ))}
      </section>
    </div>
  );
}
