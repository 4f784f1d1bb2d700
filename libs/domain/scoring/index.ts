export type { CompiledStandard, NeededInput } from './compiled.js';
export type { Model, ModelId, PlainModel } from './models/parameters.js';
export type * from './person.js';
export type { Problem } from './problem.js';
export { scoringRules } from './rules.js';
export type * from './standard.js';
