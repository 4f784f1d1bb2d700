import { decimal, exactSum } from './decimal.js';
import type { Problem } from './problem.js';
import { scoringRules } from './rules.js';
import type { StandardVersion } from './standard.js';
import { defaultsProblems } from './validation/defaults.js';
import { unreadableDigits } from './validation/digits.js';
import { dutyProblems } from './validation/duties.js';
import { kpiProblems } from './validation/kpis.js';
import { positionProblems } from './validation/positions.js';

/** Everything that would keep a version from being scored with; an empty list is a sound standard. Its worked examples are a check of their own. */
export function validateStandard(version: StandardVersion): readonly Problem[] {
  const unreadable = unreadableDigits(version);
  if (unreadable.length > 0) return unreadable;
  return [
    ...rulesProblems(version),
    ...defaultsProblems(version.defaults),
    ...weightProblems(version),
    ...dimensionProblems(version),
    ...version.kpis.flatMap((kpi) => kpiProblems(kpi, `kpis.${kpi.kpiId}`, version.defaults)),
    ...positionProblems(version),
    ...dutyProblems(version),
    ...vetoProblems(version),
    ...compositionProblems(version),
    ...exampleProblems(version),
  ];
}

function rulesProblems(version: StandardVersion): Problem[] {
  if (version.scoringRules === scoringRules) return [];
  return [
    {
      code: 'standard.rules_unknown',
      path: 'scoringRules',
      seen: version.scoringRules,
      message: `This edition scores by ${scoringRules}.`,
    },
  ];
}

function weightProblems({ kpis, bonusCap, penaltyCap }: StandardVersion): Problem[] {
  const problems = repeated(kpis.map((kpi) => kpi.kpiId)).map((seen) => ({
    code: 'kpi.repeated',
    path: 'kpis',
    seen,
    message: 'Each KPI id stands once.',
  }));
  if (exactSum(kpis.map((kpi) => decimal(kpi.rawWeight))).lte(0))
    problems.push({
      code: 'standard.weights_zero',
      path: 'kpis',
      seen: '0',
      message: 'Give at least one KPI a weight above 0.',
    });
  for (const [path, seen] of Object.entries({ bonusCap, penaltyCap }))
    if (decimal(seen).lt(0))
      problems.push({ code: 'standard.cap_negative', path, seen, message: 'Use 0 or more points.' });
  return problems;
}

function dimensionProblems({ dimensions = [], kpis }: StandardVersion): Problem[] {
  const ids = dimensions.map((dimension) => dimension.dimensionId);
  const problems = repeated(ids).map((seen) => ({
    code: 'dimension.repeated',
    path: 'dimensions',
    seen,
    message: 'Each dimension id stands once.',
  }));
  for (const { dimensionId, rawWeight } of dimensions)
    if (decimal(rawWeight).lt(0))
      problems.push({
        code: 'dimension.weight_negative',
        path: `dimensions.${dimensionId}`,
        seen: rawWeight,
        message: 'Use 0 or more.',
      });
  if (dimensions.length > 0 && exactSum(dimensions.map((dimension) => decimal(dimension.rawWeight))).lte(0))
    problems.push({
      code: 'standard.weights_zero',
      path: 'dimensions',
      seen: '0',
      message: 'Give a dimension a weight above 0.',
    });
  for (const kpi of kpis) {
    const seen = kpi.dimension ?? '';
    if (dimensions.length === 0 ? kpi.dimension !== undefined : !ids.includes(seen))
      problems.push({
        code: 'kpi.dimension_unknown',
        path: `kpis.${kpi.kpiId}.dimension`,
        seen,
        message: 'With dimensions every KPI names one of them; without, none does.',
      });
  }
  return problems;
}

function vetoProblems({ vetoes, dimensions = [], defaults }: StandardVersion): Problem[] {
  return vetoes.flatMap(({ vetoId, effect }, index) => {
    const path = `vetoes.${vetoId}`;
    if (vetoes.findIndex((other) => other.vetoId === vetoId) !== index)
      return [{ code: 'veto.repeated', path, seen: vetoId, message: 'Each veto id stands once.' }];
    if (effect.kind === 'dimension_zero' && !dimensions.some((one) => one.dimensionId === effect.dimensionId))
      return [
        {
          code: 'veto.dimension_unknown',
          path,
          seen: effect.dimensionId,
          message: 'Name a dimension of this standard.',
        },
      ];
    if (effect.kind === 'grade_cap' && !defaults.grades.some((band) => band.grade === effect.grade))
      return [{ code: 'veto.grade_unknown', path, seen: effect.grade, message: 'Name a grade of this standard.' }];
    return [];
  });
}

function compositionProblems({ composition }: StandardVersion): Problem[] {
  if (composition?.kind !== 'weighted') return [];
  const months = decimal(composition.monthsWeight);
  const own = decimal(composition.ownWeight);
  if (!months.lt(0) && !own.lt(0) && months.plus(own).gt(0)) return [];
  return [
    {
      code: 'composition.weights',
      path: 'composition',
      seen: `${months}, ${own}`,
      message: 'Both weights are 0 or more and one of them above 0.',
    },
  ];
}

function exampleProblems({ examples, positions }: StandardVersion): Problem[] {
  return examples
    .filter((example) => positions[example.positionId] === undefined)
    .map((example) => ({
      code: 'example.position_unknown',
      path: `examples.${example.exampleId}`,
      seen: example.positionId,
      message: 'Name a position of this standard.',
    }));
}

const repeated = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);
