export { type AdjustmentCheck, checkAdjustment, totalWithAdjustments } from './adjustments.js';
export { aggregateObservations, type Observation } from './aggregate.js';
export { compileStandard, neededInputs, StandardError } from './compile.js';
export type { CompiledStandard, NeededInput } from './compiled.js';
export {
  allotByLargestRemainder,
  type GradeQuota,
  type GradingGroup,
  poolSmallGroups,
  type QuotaCheck,
  quotaChecks,
} from './distribution.js';
export { type DutyCheck, type DutyOccasions, dutyCheck } from './duties.js';
export { checkExample, type ExampleDifference, type ExampleResult, runExamples } from './examples.js';
export { gradeOf } from './grades.js';
export type { Model, ModelId, PlainModel } from './models/parameters.js';
export { ratingNeedsComment } from './models/rating.js';
export { modelIds } from './models/registry.js';
export type * from './person.js';
export type { Problem } from './problem.js';
export { scoringRules } from './rules.js';
export { scorePerson } from './score-person.js';
export type * from './standard.js';
export type { SegmentScores } from './totals.js';
export { validateStandard } from './validate.js';
export { missingNames } from './validation/names.js';
