import type { Problem } from '../problem.js';
import type { Names, StandardVersion } from '../standard.js';

/** Names that somebody would read as nothing; asked of a version when it is written, never of one that is already in use. */
export function missingNames(version: StandardVersion): readonly Problem[] {
  return [...namesOf(version)].flatMap(([path, names]) =>
    Object.entries(names)
      .filter(([, name]) => name.trim() === '')
      .map(([language, seen]) => ({
        code: 'standard.name_missing',
        path: `${path}.names.${language}`,
        seen,
        message: 'Give the name in each language.',
      })),
  );
}

function* namesOf(version: StandardVersion): Generator<[string, Names]> {
  yield ['standard', version.names];
  for (const { dimensionId, names } of version.dimensions ?? []) yield [`dimensions.${dimensionId}`, names];
  for (const { vetoId, names } of version.vetoes) yield [`vetoes.${vetoId}`, names];
  for (const [positionId, { names }] of Object.entries(version.positions)) yield [`positions.${positionId}`, names];
  for (const { dutyId, names } of version.duties) yield [`duties.${dutyId}`, names];
  for (const { kpiId, names, model } of version.kpis) {
    yield [`kpis.${kpiId}`, names];
    if (model.model === 'checklist')
      for (const item of model.items) yield [`kpis.${kpiId}.model.items.${item.itemId}`, item.names];
  }
}
