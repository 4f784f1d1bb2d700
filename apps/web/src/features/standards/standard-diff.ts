import type { Duty, Kpi, Names, StandardVersion } from '../../../../../libs/domain/scoring/index.js';

export const kpiFields = [
  'rawWeight',
  'target',
  'model',
  'missing',
  'bounds',
  'inputs',
  'source',
  'cadence',
  'scope',
  'dimension',
  'names',
] as const;
export type KpiField = (typeof kpiFields)[number];

export type KpiChange =
  | { readonly kind: 'added' | 'removed'; readonly kpi: Kpi }
  | { readonly kind: 'changed'; readonly before: Kpi; readonly after: Kpi; readonly fields: readonly KpiField[] };
export type DutyChange =
  | { readonly kind: 'added' | 'removed'; readonly duty: Duty }
  | { readonly kind: 'changed'; readonly before: Duty; readonly after: Duty };
export interface OverrideChange {
  readonly positionId: string;
  readonly names: Names;
  readonly kpi: Kpi;
  readonly before: Override;
  readonly after: Override;
}
type Override = StandardVersion['positions'][string]['overrides'][string] | undefined;
export interface ExampleChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly exampleId: string;
}
export interface PositionChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly positionId: string;
  /** As they were; of one that was added as they are. */
  readonly before: Names | null;
  readonly after: Names | null;
}

export interface StandardDiff {
  readonly kpis: readonly KpiChange[];
  readonly duties: readonly DutyChange[];
  readonly positions: readonly PositionChange[];
  readonly overrides: readonly OverrideChange[];
  readonly examples: readonly ExampleChange[];
  /** Rules of the whole standard whose value differs. */
  readonly rules: readonly RuleName[];
}

export const ruleNames = [
  'bounds',
  'totalBounds',
  'grades',
  'adjustmentLimit',
  'maxReweightPercent',
  'points',
  'dimensions',
  'composition',
  'vetoes',
  'order',
  'digits',
  'minSegmentDays',
  'names',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** What one version has otherwise than another, part by part. */
export function diffStandards(before: StandardVersion, after: StandardVersion): StandardDiff {
  return {
    kpis: kpiChanges(before, after),
    duties: dutyChanges(before, after),
    positions: positionChanges(before, after),
    overrides: overrideChanges(before, after),
    examples: exampleChanges(before, after),
    rules: ruleNames.filter((rule) => differs(rulePart(before, after, rule), rulePart(after, before, rule))),
  };
}

export function isEmptyDiff(diff: StandardDiff): boolean {
  return Object.values(diff).every((changes: readonly unknown[]) => changes.length === 0);
}

function kpiChanges(before: StandardVersion, after: StandardVersion): KpiChange[] {
  const removed = before.kpis
    .filter((kpi) => !after.kpis.some((one) => one.kpiId === kpi.kpiId))
    .map((kpi): KpiChange => ({ kind: 'removed', kpi }));
  const others = after.kpis.flatMap((kpi): KpiChange[] => {
    const was = before.kpis.find((one) => one.kpiId === kpi.kpiId);
    if (!was) return [{ kind: 'added', kpi }];
    const fields = kpiFields.filter((field) => differs(partOf(was, field), partOf(kpi, field)));
    return fields.length === 0 ? [] : [{ kind: 'changed', before: was, after: kpi, fields }];
  });
  return [...others, ...removed];
}

function partOf(kpi: Kpi, field: KpiField): unknown {
  switch (field) {
    case 'bounds':
      return [kpi.floor, kpi.cap];
    case 'inputs':
      return [kpi.inputs, kpi.aggregate, kpi.rateScale, kpi.unit];
    case 'source':
      return kpi.sourceId;
    default:
      return kpi[field];
  }
}

function dutyChanges(before: StandardVersion, after: StandardVersion): DutyChange[] {
  const removed = before.duties
    .filter((duty) => !after.duties.some((one) => one.dutyId === duty.dutyId))
    .map((duty): DutyChange => ({ kind: 'removed', duty }));
  const others = after.duties.flatMap((duty): DutyChange[] => {
    const was = before.duties.find((one) => one.dutyId === duty.dutyId);
    if (!was) return [{ kind: 'added', duty }];
    return differs(was, duty) ? [{ kind: 'changed', before: was, after: duty }] : [];
  });
  return [...others, ...removed];
}

function positionChanges(before: StandardVersion, after: StandardVersion): PositionChange[] {
  const ids = [...new Set([...Object.keys(after.positions), ...Object.keys(before.positions)])];
  return ids.flatMap((positionId): PositionChange[] => {
    const [was, is] = [before.positions[positionId]?.names ?? null, after.positions[positionId]?.names ?? null];
    if (!differs(was, is)) return [];
    const kind = was === null ? 'added' : is === null ? 'removed' : 'changed';
    return [{ kind, positionId, before: was, after: is }];
  });
}

function exampleChanges(before: StandardVersion, after: StandardVersion): ExampleChange[] {
  const of = (version: StandardVersion) => new Map(version.examples.map((example) => [example.exampleId, example]));
  const [were, are] = [of(before), of(after)];
  return [...new Set([...are.keys(), ...were.keys()])].flatMap((exampleId): ExampleChange[] => {
    const [was, is] = [were.get(exampleId), are.get(exampleId)];
    if (!differs(was, is)) return [];
    return [{ kind: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed', exampleId }];
  });
}

/** An order differs only among the KPIs both have. */
const rulePart = (version: StandardVersion, other: StandardVersion, rule: RuleName): unknown =>
  rule === 'order'
    ? version.kpis.map(({ kpiId }) => kpiId).filter((id) => other.kpis.some(({ kpiId }) => kpiId === id))
    : ruleOf(version, rule);

function overrideChanges(before: StandardVersion, after: StandardVersion): OverrideChange[] {
  return Object.entries(after.positions).flatMap(([positionId, { names, overrides }]) => {
    const was = before.positions[positionId];
    if (!was) return [];
    return after.kpis.flatMap((kpi): OverrideChange[] => {
      const [old, now] = [was.overrides[kpi.kpiId], overrides[kpi.kpiId]];
      return differs(old, now) ? [{ positionId, names, kpi, before: old, after: now }] : [];
    });
  });
}

function ruleOf(
  { defaults, bonusCap, penaltyCap, vetoes, names, ...version }: StandardVersion,
  rule: RuleName,
): unknown {
  switch (rule) {
    case 'bounds':
      return [defaults.floor, defaults.cap];
    case 'totalBounds':
      return [defaults.totalFloor, defaults.totalCap];
    case 'points':
      return [bonusCap, penaltyCap];
    case 'vetoes':
      return vetoes;
    case 'dimensions':
      return version.dimensions ?? [];
    case 'composition':
      return version.composition ?? { kind: 'own_period' };
    case 'names':
      return names;
    case 'order':
      return version.kpis.map(({ kpiId }) => kpiId);
    default:
      return defaults[rule];
  }
}

/** Documents are JSON; the order of an object's keys says nothing. */
const differs = (one: unknown, other: unknown): boolean => canonical(one) !== canonical(other);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? '';
