import { useTranslation } from 'react-i18next';
import type {
  Aggregate,
  CycleKind,
  DutyExpectation,
  Kpi,
  MissingPolicy,
  Model,
  PlainModel,
  Target,
} from '../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';

/** A standard's parts in sentences, as people who are measured by them read them. */
export function useStandardWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const figure = (value: string) => format.figure(value, 6);
  const plain = (model: PlainModel, unit: string): string => {
    switch (model.model) {
      case 'steps':
        return model.steps
          .map(({ from, to, score }) => {
            const points = figure(score);
            if (from === null && to === null) return t('standards.step.always', { score: points });
            if (from === null) return t('standards.step.below', { to: words.measured(to, unit, 6), score: points });
            if (to === null) return t('standards.step.from', { from: words.measured(from, unit, 6), score: points });
            return t('standards.step.between', {
              from: words.measured(from, unit, 6),
              to: words.measured(to, unit, 6),
              score: points,
            });
          })
          .join(t('standards.listComma'));
      case 'steps_interpolated':
        return t('standards.model.steps_interpolated', {
          points: model.points
            .map(({ at, score }) =>
              t('standards.step.point', { at: words.measured(at, unit, 6), score: figure(score) }),
            )
            .join(t('standards.listComma')),
        });
      case 'band':
        return t('standards.model.band', { x: percent(model.x), y: percent(model.y) });
      default: {
        const { model: name, ...parameters } = model;
        return t(`standards.model.${name}`, shown(parameters, figure));
      }
    }
  };
  const percent = (fraction: string): string =>
    new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 4 }).format(
      fraction as Intl.StringNumericLiteral,
    );
  const model = (of: Model, unit: string): string => {
    switch (of.model) {
      case 'on_time_rate':
      case 'yes_no':
        return t(`standards.model.${of.model}`);
      case 'growth':
        return t('standards.model.growth', { judged: plain(of.judgedBy, 'percent') });
      case 'survey':
        return t(`standards.model.survey_${of.method}`, {
          from: figure(of.scaleFrom),
          to: figure(of.scaleTo),
          answers: format.count(of.minAnswers),
        });
      case 'checklist':
        return t('standards.model.checklist', {
          items: of.items
            .map((item) => t('standards.model.weighed', { name: format.name(item.names), weight: figure(item.weight) }))
            .join(t('standards.listComma')),
        });
      case 'rating':
        return t('standards.model.rating', {
          choices: of.choices
            .map(({ value, score, names }) =>
              t('standards.step.choice', { value: names ? format.name(names) : figure(value), score: figure(score) }),
            )
            .join(t('standards.listComma')),
        });
      case 'expression':
        return t('standards.model.expression', { expression: of.expression });
      default:
        return plain(of, unit);
    }
  };
  return {
    model,
    target: (target: Target | null, { unit, aggregate }: Pick<Kpi, 'unit' | 'aggregate'>): string => {
      if (target === null) return t('standards.target.none');
      if ('perPeriod' in target) return t('standards.target.perPeriod');
      const value = words.measured(target.value, unit, 6);
      return aggregate === 'sum' ? t(`standards.target.per.${target.per ?? 'month'}`, { value }) : value;
    },
    missing: (missing: MissingPolicy): string =>
      missing.policy === 'default'
        ? t('standards.missing.default', { score: figure(missing.score) })
        : t(`standards.missing.${missing.policy}`),
    cadence: (kinds: readonly CycleKind[]): string =>
      kinds.map((kind) => t(`standards.cadence.${kind}`)).join(t('standards.listAnd')),
    aggregate: (aggregate: Aggregate): string => t(`standards.aggregate.${aggregate}`),
    inputs: (kpi: Kpi): string => {
      if (kpi.inputs === null) return t('standards.inputs.own');
      const actual = words.input(kpi.inputs.actual);
      if (kpi.inputs.base === undefined) return actual;
      const base = words.input(kpi.inputs.base);
      return kpi.aggregate === 'ratio_of_sums'
        ? t('standards.inputs.ratio', { actual, base })
        : t('standards.inputs.against', { actual, base });
    },
    scope: (scope: Kpi['scope']): string => t(`standards.scope.${scope}`),
    weight: (raw: string): string => figure(raw),
    percent: (percentage: string | null): string =>
      percentage === null ? '—' : t('standards.percent', { value: format.number(percentage, 2) }),
    bounds: (kpi: Kpi, defaults: { readonly floor: string; readonly cap: string }): string =>
      t('standards.bounds', { floor: figure(kpi.floor ?? defaults.floor), cap: figure(kpi.cap ?? defaults.cap) }),
    expected: (expected: DutyExpectation): string => {
      switch (expected.kind) {
        case 'kept':
          return t('standards.expected.kept');
        case 'share':
          return t(`standards.expected.share.${expected.per}`, { percent: figure(expected.percent) });
        case 'count':
          return expected.upTo === undefined
            ? t(`standards.expected.count.${expected.per}`, { least: figure(expected.atLeast) })
            : t(`standards.expected.span.${expected.per}`, {
                least: figure(expected.atLeast),
                most: figure(expected.upTo),
              });
      }
    },
  };
}
export type StandardWords = ReturnType<typeof useStandardWords>;

const shown = (parameters: Readonly<Record<string, string>>, figure: (value: string) => string) =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, figure(value)]));
