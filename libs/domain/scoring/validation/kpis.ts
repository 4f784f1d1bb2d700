import { compileKpi } from '../compile-kpi.js';
import { monthsOf } from '../compiled.js';
import { decimal } from '../decimal.js';
import type { KpiFacts, ModelDefinition } from '../models/definition.js';
import type { Model } from '../models/parameters.js';
import { definitionOf } from '../models/registry.js';
import type { Problem } from '../problem.js';
import type { Defaults, Kpi } from '../standard.js';
import { fixedTargetIn } from '../target.js';

/** One KPI as a position is measured by it. */
export function kpiProblems(kpi: Kpi, path: string, defaults: Defaults): Problem[] {
  const definition = definitionOf(kpi.model);
  const problems = [
    ...boundProblems(kpi, path, defaults),
    ...inputProblems(kpi, path, definition),
    ...targetShapeProblems(kpi, path, definition),
    ...definition
      .problems(kpi.model, factsOf(kpi, defaults))
      .map(({ at, ...rest }) => ({ ...rest, path: `${path}.model.${at}` })),
  ];
  return problems.length > 0 ? problems : targetProblems(kpi, path, defaults);
}

const factsOf = (kpi: Kpi, defaults: Defaults): KpiFacts => ({
  hasTarget: kpi.target !== null,
  cap: decimal(kpi.cap ?? defaults.cap),
  aggregate: kpi.aggregate,
  hasBase: kpi.inputs?.base !== undefined,
});

function boundProblems(kpi: Kpi, path: string, defaults: Defaults): Problem[] {
  const problems: Problem[] = [];
  const floor = decimal(kpi.floor ?? defaults.floor);
  const cap = decimal(kpi.cap ?? defaults.cap);
  if (decimal(kpi.rawWeight).lt(0))
    problems.push({
      code: 'kpi.weight_negative',
      path: `${path}.rawWeight`,
      seen: kpi.rawWeight,
      message: 'Use 0 or more.',
    });
  if (floor.gte(cap))
    problems.push({
      code: 'kpi.bounds_reversed',
      path: `${path}.cap`,
      seen: `${floor} … ${cap}`,
      message: 'The floor must lie below the cap.',
    });
  if (kpi.missing.policy === 'default') {
    const score = decimal(kpi.missing.score);
    if (score.lt(floor) || score.gt(cap))
      problems.push({
        code: 'kpi.default_out_of_bounds',
        path: `${path}.missing.score`,
        seen: kpi.missing.score,
        message: `Choose a score from ${floor} to ${cap}.`,
      });
  }
  if (kpi.cadence.length === 0)
    problems.push({
      code: 'kpi.never_due',
      path: `${path}.cadence`,
      seen: '',
      message: 'Name month, quarter or year.',
    });
  return problems;
}

function inputProblems(kpi: Kpi, path: string, definition: ModelDefinition<Model>): Problem[] {
  if (definition.ownInputs !== null)
    return definition.ownInputs(kpi.model).length > 0
      ? []
      : [{ code: 'kpi.inputs_missing', path, seen: '', message: 'The model must name at least one input.' }];
  if (kpi.inputs === null)
    return [
      {
        code: 'kpi.inputs_missing',
        path: `${path}.inputs.actual`,
        seen: 'null',
        message: 'Name the input that measures it.',
      },
    ];
  const problems: Problem[] = [];
  if (kpi.aggregate === 'ratio_of_sums' && kpi.inputs.base === undefined)
    problems.push({
      code: 'kpi.base_missing',
      path: `${path}.inputs.base`,
      seen: '',
      message: 'A ratio of sums needs the input it is divided by.',
    });
  if (kpi.rateScale !== undefined && decimal(kpi.rateScale).lte(0))
    problems.push({
      code: 'kpi.scale_not_positive',
      path: `${path}.rateScale`,
      seen: kpi.rateScale,
      message: 'Use "100" for per cent.',
    });
  return problems;
}

function targetShapeProblems(kpi: Kpi, path: string, definition: ModelDefinition<Model>): Problem[] {
  const at = `${path}.target`;
  if (kpi.target === null)
    return definition.target === 'required'
      ? [
          {
            code: 'kpi.target_missing',
            path: at,
            seen: 'null',
            message: 'Give a value, or say that HR sets it per period.',
          },
        ]
      : [];
  if (definition.target === 'none')
    return [
      { code: 'kpi.target_unused', path: at, seen: kpi.model.model, message: 'This model has no target: remove it.' },
    ];
  if ('value' in kpi.target && kpi.target.per !== undefined && kpi.aggregate !== 'sum')
    return [
      {
        code: 'kpi.target_not_per_period',
        path: `${at}.per`,
        seen: kpi.target.per,
        message: 'Only what is added up over time has a target per month, quarter or year.',
      },
    ];
  return [];
}

/** A fixed target must suit the model in every cycle the KPI is due in, as long as that cycle is. */
function targetProblems(kpi: Kpi, path: string, defaults: Defaults): Problem[] {
  const compiled = compileKpi(kpi, defaults);
  const codes = new Map<string, string>();
  for (const kind of kpi.cadence) {
    const target = fixedTargetIn(compiled, monthsOf[kind]);
    const code = target && compiled.model.targetProblem(target);
    if (target && code) codes.set(code, `${target} (${kind})`);
  }
  return [...codes].map(([code, seen]) => ({
    code,
    path: `${path}.target`,
    seen,
    message: 'The model cannot calculate with this target: change the target or the model’s parameters.',
  }));
}
