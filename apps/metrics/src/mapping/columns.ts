import type { Condition, RowMapping, ValueExpression } from '../../../../libs/contracts/metrics/source-config.js';

/** Every column a mapping reads, in the order in which it first names them. */
export function columnsRead(mapping: RowMapping): readonly string[] {
  const columns = [
    ...mapping.rowKey,
    mapping.employeeCode,
    mapping.occurredOn.column,
    ...(mapping.only ? ofCondition(mapping.only) : []),
    ...mapping.observations.flatMap(({ input, value, when }) => [
      ...(typeof input === 'string' ? [] : [input.column]),
      ...ofValue(value),
      ...(when ? ofCondition(when) : []),
    ]),
  ];
  return [...new Set(columns)];
}

function ofCondition(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(ofCondition);
  if ('any' in condition) return condition.any.flatMap(ofCondition);
  if ('not' in condition) return ofCondition(condition.not);
  if ('withinHours' in condition) return [condition.from, condition.to];
  if ('notAfter' in condition) return [condition.column, condition.notAfter];
  return [condition.column];
}

function ofValue(value: ValueExpression): readonly string[] {
  if ('constant' in value) return [];
  if ('column' in value) return [value.column];
  if ('hoursBetween' in value) return [value.hoursBetween.from, value.hoursBetween.to];
  if ('choice' in value) return [value.choice.column];
  if ('when' in value) return [...ofCondition(value.when), ...ofValue(value.is), ...ofValue(value.otherwise)];
  if ('times' in value) return ofValue(value.times.value);
  if ('sum' in value) return value.sum.flatMap(ofValue);
  return value.difference.flatMap(ofValue);
}
