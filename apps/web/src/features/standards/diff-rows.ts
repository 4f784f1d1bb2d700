import { useTranslation } from 'react-i18next';
import type { Duty, Kpi, StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';
import { type KpiField, type OverrideChange, type RuleName, ruleOf, type StandardDiff } from './standard-diff.js';
import { useStandardWords } from './standard-words.js';

export interface DiffRow {
  readonly key: string;
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A difference as rows that people read: what it was, what it will be. */
export function useDiffRows(before: StandardVersion, after: StandardVersion, diff: StandardDiff): readonly DiffRow[] {
  const { t } = useTranslation();
  const format = useFormat();
  const shared = useWords();
  const words = useStandardWords();
  const kpiPart = (kpi: Kpi, { defaults }: StandardVersion, field: KpiField): string => {
    switch (field) {
      case 'rawWeight':
        return words.weight(kpi.rawWeight);
      case 'target':
        return words.target(kpi.target, kpi);
      case 'model':
        return words.model(kpi.model, kpi.unit);
      case 'missing':
        return words.missing(kpi.missing);
      case 'bounds':
        return words.bounds(kpi, defaults);
      case 'inputs':
        return t('standards.measuredBy', { inputs: words.inputs(kpi), aggregate: words.aggregate(kpi.aggregate) });
      case 'source':
        return shared.source(kpi.sourceId);
      case 'cadence':
        return words.cadence(kpi.cadence);
      case 'scope':
        return words.scope(kpi.scope);
      case 'names':
        return format.name(kpi.names);
    }
  };
  const wholeKpi = (kpi: Kpi): string =>
    t('standards.kpiInShort', {
      weight: words.weight(kpi.rawWeight),
      target: words.target(kpi.target, kpi),
      model: words.model(kpi.model, kpi.unit),
    });
  const duty = (one: Duty): string =>
    t('standards.dutyInShort', { duty: format.name(one.names), expected: words.expected(one.expected) });
  const override = (kpi: Kpi, one: OverrideChange['before']): string | null => {
    if (one === undefined) return t('standards.asGroup');
    const parts = [
      ...(one.target ? [words.target(one.target, kpi)] : []),
      ...(one.scope ? [words.scope(one.scope)] : []),
      ...(one.inputs ? [words.inputs({ ...kpi, inputs: one.inputs })] : []),
    ];
    return parts.join(' · ');
  };
  const rule = (version: StandardVersion, name: RuleName): string => {
    const values = ruleOf(version, name);
    if (name !== 'grades') return values.map(words.weight).join(' – ');
    return version.defaults.grades
      .map(({ grade, from }) => t('standards.gradeFrom', { grade, from: words.weight(from) }))
      .join(t('standards.listComma'));
  };
  return [
    ...diff.kpis.flatMap((change): DiffRow[] => {
      if (change.kind !== 'changed')
        return [
          wholeRow(
            'kpi',
            change.kpi.kpiId,
            change.kind,
            format.name(change.kpi.names),
            t('standards.kpi'),
            wholeKpi(change.kpi),
          ),
        ];
      return change.fields.map((field) => ({
        key: `kpi/${change.after.kpiId}/${field}`,
        name: format.name(change.after.names),
        kind: 'changed',
        what: t(`standards.field.${field}`),
        before: kpiPart(change.before, before, field),
        after: kpiPart(change.after, after, field),
      }));
    }),
    ...diff.overrides.map(
      (change): DiffRow => ({
        key: `override/${change.positionId}/${change.kpi.kpiId}`,
        name: format.name(change.kpi.names),
        kind: 'changed',
        what: t('standards.onlyFor', { position: format.name(change.names) }),
        before: override(change.kpi, change.before),
        after: override(change.kpi, change.after),
      }),
    ),
    ...diff.duties.map((change): DiffRow => {
      if (change.kind !== 'changed')
        return wholeRow(
          'duty',
          change.duty.dutyId,
          change.kind,
          format.name(change.duty.names),
          t('standards.duty'),
          words.expected(change.duty.expected),
        );
      return {
        key: `duty/${change.after.dutyId}`,
        name: format.name(change.after.names),
        kind: 'changed',
        what: t('standards.duty'),
        before: duty(change.before),
        after: duty(change.after),
      };
    }),
    ...diff.positions.map((change) =>
      wholeRow(
        'position',
        change.positionId,
        change.kind,
        format.name(change.names),
        t('person.position'),
        format.name(change.names),
      ),
    ),
    ...diff.rules.map(
      (name): DiffRow => ({
        key: `rule/${name}`,
        name: t('standards.rulesOfAll'),
        kind: 'changed',
        what: t(`standards.rule.${name}`),
        before: rule(before, name),
        after: rule(after, name),
      }),
    ),
  ];
}

const wholeRow = (
  part: string,
  id: string,
  kind: 'added' | 'removed',
  name: string,
  what: string,
  text: string,
): DiffRow => ({
  key: `${part}/${id}`,
  name,
  kind,
  what,
  before: kind === 'removed' ? text : null,
  after: kind === 'added' ? text : null,
});
