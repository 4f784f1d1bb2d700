import { compileKpi, kpisOf } from './compile-kpi.js';
import type { CompiledStandard, NeededInput } from './compiled.js';
import { decimal } from './decimal.js';
import type { Problem } from './problem.js';
import type { CycleKind, StandardVersion } from './standard.js';
import { validateStandard } from './validate.js';

export class StandardError extends Error {
  readonly code = 'standard.invalid';
  constructor(
    standardId: string,
    version: number,
    readonly problems: readonly Problem[],
  ) {
    const list = problems
      .map(({ code, path, seen, message }) => `${path}: ${code} (seen: ${seen}). ${message}`)
      .join('\n');
    super(`Standard ${standardId} version ${version} cannot be scored with:\n${list}`);
  }
}

/** Once per version; scoring then parses no parameter again. */
export function compileStandard(version: StandardVersion): CompiledStandard {
  const problems = validateStandard(version);
  if (problems.length > 0) throw new StandardError(version.standardId, version.version, problems);
  return {
    version,
    defaults: version.defaults,
    maxReweight: decimal(version.defaults.maxReweightPercent),
    positions: new Map(
      Object.keys(version.positions).map((positionId) => [
        positionId,
        kpisOf(version, positionId).map((kpi) => compileKpi(kpi, version.defaults)),
      ]),
    ),
  };
}

/** The inputs of the KPIs that are due for a position in a cycle of this kind. */
export function neededInputs(standard: CompiledStandard, positionId: string, kind: CycleKind): readonly NeededInput[] {
  const needed = new Map<string, NeededInput>();
  for (const { kpi, ownInputs } of standard.positions.get(positionId) ?? []) {
    if (!kpi.cadence.includes(kind)) continue;
    const { sourceId, scope } = kpi;
    const ids = ownInputs?.map((input) => input.inputId) ?? [kpi.inputs?.actual, kpi.inputs?.base];
    for (const inputId of ids) if (inputId !== undefined) needed.set(inputId, { inputId, sourceId, scope });
  }
  return [...needed.values()];
}
