import type { Model, Problem } from '../../../../../../libs/domain/scoring/index.js';
import type { KnownCodes } from './known-codes.js';

export type ModelOf<M extends Model['model']> = Extract<Model, { model: M }>;

export interface ModelFieldsProps {
  readonly path: string;
  readonly model: Model;
  readonly known: KnownCodes;
  /** Whether the KPI has a target that a formula may name. */
  readonly withTarget: boolean;
  readonly problems: readonly Problem[];
  readonly onChange: (model: Model) => void;
}
