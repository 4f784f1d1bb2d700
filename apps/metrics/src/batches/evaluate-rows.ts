import type { SourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import { type MappingContext, mapRow } from '../mapping/map-row.js';
import { canonical, type SourceRow, sha256Of } from '../mapping/row.js';
import { type EvaluatedRow, rowHash } from './staging.js';

export interface Mappings {
  /** Another mapping makes other figures of the same rows. */
  readonly sha256: Buffer;
  readonly ofDataset: ReadonlyMap<string, MappingContext>;
}

export function mappingsOf(configuration: SourceConfig, zone: string): Mappings {
  const inputs = new Set(configuration.inputs);
  const datasets = configuration.datasets.map(({ datasetId, mapping }) => ({ datasetId, mapping }));
  return {
    sha256: sha256Of(canonical({ datasets, inputs: configuration.inputs, zone })),
    ofDataset: new Map(datasets.map(({ datasetId, mapping }) => [datasetId, { mapping, inputs, zone }])),
  };
}

export function evaluateRow(row: SourceRow, batchId: string, mappings: Mappings): EvaluatedRow {
  const context = mappings.ofDataset.get(row.datasetId);
  if (!context) throw new Error(`a row of ${row.datasetId} came, which the source does not configure`);
  return { ...row, batchId, sha256: rowHash(row.raw), mapped: mapRow(row.raw, context) };
}
