import { useTranslation } from 'react-i18next';
import type { Duty, Kpi, StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { none, useFormat } from '../../shared/format.js';
import { useSourceName } from '../../shared/source-name.js';
import { type KpiField, type OverrideChange, type RuleName, type StandardDiff } from './standard-diff.js';
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
  const sourceName = useSourceName();
  const words = useStandardWords();
  const dimensionName = ({ dimensions = [] }: StandardVersion, dimensionId: string | undefined): string => {
    const names = dimensions.find((one) => one.dimensionId === dimensionId)?.names;
    return names ? format.name(names) : none;
  };
  const kpiPart = (kpi: Kpi, standard: StandardVersion, field: KpiField): string => {
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
        return words.bounds(kpi, standard.defaults);
      case 'inputs':
        return t('standards.measuredBy', { inputs: words.inputs(kpi), aggregate: words.aggregate(kpi.aggregate) });
      case 'source':
        return sourceName(kpi.sourceId);
      case 'cadence':
        return words.cadence(kpi.cadence);
      case 'scope':
        return words.scope(kpi.scope);
      case 'dimension':
        return dimensionName(standard, kpi.dimension);
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
    const { defaults } = version;
    const list = (parts: readonly string[]) => parts.join(t('standards.listComma'));
    switch (name) {
      case 'bounds':
        return [defaults.floor, defaults.cap].map(words.weight).join(' – ');
      case 'totalBounds':
        return [defaults.totalFloor, defaults.totalCap].map(words.weight).join(' – ');
      case 'points':
        return [version.bonusCap, version.penaltyCap].map(words.weight).join(' – ');
      case 'grades':
        return list(
          defaults.grades.map(({ grade, from }) => t('standards.gradeFrom', { grade, from: words.weight(from) })),
        );
      case 'vetoes':
        return list(
          version.vetoes.map((veto) =>
            t('standards.vetoInShort', {
              veto: format.name(veto.names),
              effect: t(`standards.vetoEffect.${veto.effect.kind}`),
            }),
          ),
        );
      case 'dimensions':
        return (version.dimensions ?? []).length === 0
          ? none
          : list(
              (version.dimensions ?? []).map(({ names, rawWeight }) =>
                t('standards.dimensionInShort', { dimension: format.name(names), weight: words.weight(rawWeight) }),
              ),
            );
      case 'composition': {
        const { composition } = version;
        if (composition?.kind !== 'weighted') return t(`standards.composition.${composition?.kind ?? 'own_period'}`);
        return t('standards.compositionInShort', {
          months: words.weight(composition.monthsWeight),
          own: words.weight(composition.ownWeight),
        });
      }
      case 'order':
        return list(version.kpis.map(({ names }) => format.name(names)));
      case 'names':
        return format.name(version.names);
      case 'digits':
        return format.count(defaults.digits);
      case 'minSegmentDays':
        return [defaults.minSegmentDays.month, defaults.minSegmentDays.other].map(format.count).join(' – ');
      default:
        return words.weight(defaults[name]);
    }
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
    ...diff.positions.map(
      (change): DiffRow => ({
        key: `position/${change.positionId}`,
        name: format.name(change.after ?? change.before!),
        kind: change.kind,
        what: t('person.position'),
        before: change.before && format.name(change.before),
        after: change.after && format.name(change.after),
      }),
    ),
    ...diff.examples.map(
      ({ exampleId, kind }): DiffRow => ({
        key: `example/${exampleId}`,
        name: exampleId,
        kind,
        what: t('standards.examples'),
        before: null,
        after: null,
      }),
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
