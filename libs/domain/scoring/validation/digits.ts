import { isDecimal } from '../decimal.js';
import type { Problem } from '../problem.js';
import type { DutyExpectation, Kpi, StandardVersion } from '../standard.js';

/** Every decimal of a version outside the models' own parameters; the other checks calculate and run only when all can be read. */
export function unreadableDigits(version: StandardVersion): Problem[] {
  return [...digitsOf(version)]
    .filter(([, seen]) => !isDecimal(seen))
    .map(([path, seen]) => ({
      code: 'standard.not_a_decimal',
      path,
      seen,
      message: 'Give digits as text, for example "97.5".',
    }));
}

function* digitsOf(version: StandardVersion): Generator<[string, string]> {
  const { defaults, composition } = version;
  for (const name of ['floor', 'cap', 'totalFloor', 'totalCap', 'adjustmentLimit', 'maxReweightPercent'] as const)
    yield [`defaults.${name}`, defaults[name]];
  for (const band of defaults.grades) yield [`defaults.grades.${band.grade}`, band.from];
  yield ['bonusCap', version.bonusCap];
  yield ['penaltyCap', version.penaltyCap];
  if (composition?.kind === 'weighted') {
    yield ['composition.monthsWeight', composition.monthsWeight];
    yield ['composition.ownWeight', composition.ownWeight];
  }
  for (const dimension of version.dimensions ?? []) yield [`dimensions.${dimension.dimensionId}`, dimension.rawWeight];
  for (const kpi of version.kpis) yield* digitsOfKpi(kpi);
  for (const [positionId, { overrides }] of Object.entries(version.positions))
    for (const [kpiId, { target }] of Object.entries(overrides))
      if (target !== undefined && 'value' in target) yield [`positions.${positionId}.${kpiId}.target`, target.value];
  for (const duty of version.duties) yield* digitsOfDuty(`duties.${duty.dutyId}`, duty.expected);
}

function* digitsOfKpi(kpi: Kpi): Generator<[string, string]> {
  const path = `kpis.${kpi.kpiId}`;
  yield [`${path}.rawWeight`, kpi.rawWeight];
  if (kpi.target !== null && 'value' in kpi.target) yield [`${path}.target`, kpi.target.value];
  if (kpi.rateScale !== undefined) yield [`${path}.rateScale`, kpi.rateScale];
  if (kpi.floor !== undefined) yield [`${path}.floor`, kpi.floor];
  if (kpi.cap !== undefined) yield [`${path}.cap`, kpi.cap];
  if (kpi.missing.policy === 'default') yield [`${path}.missing.score`, kpi.missing.score];
}

function* digitsOfDuty(path: string, expected: DutyExpectation): Generator<[string, string]> {
  if (expected.kind === 'share') yield [`${path}.percent`, expected.percent];
  if (expected.kind !== 'count') return;
  yield [`${path}.atLeast`, expected.atLeast];
  if (expected.upTo !== undefined) yield [`${path}.upTo`, expected.upTo];
}
