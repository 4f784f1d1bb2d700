import { checklist } from './checklist.js';
import type { ModelDefinition } from './definition.js';
import { expression } from './expression.js';
import { growth } from './growth.js';
import { onTimeRate } from './on-time-rate.js';
import type { Model, ModelId } from './parameters.js';
import { standing } from './plain.js';
import { rating } from './rating.js';
import { survey } from './survey.js';
import { yesNo } from './yes-no.js';

/** Every model of the union has its definition here: leaving one out, or naming one too many, does not compile. */
const definitions: { readonly [K in ModelId]: ModelDefinition<Extract<Model, { model: K }>> } = {
  higher_ratio: standing('higher_ratio'),
  higher_baseline: standing('higher_baseline'),
  higher_three_point: standing('higher_three_point'),
  lower_ratio: standing('lower_ratio'),
  lower_mirror: standing('lower_mirror'),
  lower_range: standing('lower_range'),
  lower_deduct: standing('lower_deduct'),
  band: standing('band'),
  count_up: standing('count_up'),
  on_time_rate: onTimeRate,
  yes_no: yesNo,
  checklist,
  steps: standing('steps'),
  steps_interpolated: standing('steps_interpolated'),
  growth,
  survey,
  rating,
  expression,
};

export const modelIds = Object.keys(definitions) as readonly ModelId[];

/** The lookup loses which definition belongs to which model; the map's type above has proved it. */
export function definitionOf(model: Model): ModelDefinition<Model> {
  return definitions[model.model] as ModelDefinition<Model>;
}
