import { compileStandard } from './compile.js';
import type { CompiledStandard } from './compiled.js';
import { monthsOf } from './compiled.js';
import { decimal } from './decimal.js';
import type { PersonResult } from './person.js';
import { scorePerson } from './score-person.js';
import type { DecimalString, Figures, StandardVersion, WorkedExample } from './standard.js';

export interface ExampleDifference {
  /** A KPI id, `total` or `grade`. */
  readonly what: string;
  readonly expected: string | null;
  readonly got: string | null;
}
export interface ExampleResult {
  readonly exampleId: string;
  readonly ok: boolean;
  readonly differences: readonly ExampleDifference[];
}

/** A version whose examples differ may not be submitted: its authors and its formulas do not agree. */
export function runExamples(version: StandardVersion): readonly ExampleResult[] {
  const standard = compileStandard(version);
  return version.examples.map((example) => {
    const { differences } = checkExample(example, standard);
    return { exampleId: example.exampleId, ok: differences.length === 0, differences };
  });
}

/** One example with everything that was calculated for it. */
export function checkExample(
  example: WorkedExample,
  standard: CompiledStandard,
): { readonly result: PersonResult; readonly differences: readonly ExampleDifference[] } {
  const result = scoreExample(example, standard);
  return { result, differences: differencesOf(example, result) };
}

/** A whole period in one position. */
function scoreExample(example: WorkedExample, standard: CompiledStandard): PersonResult {
  const inputs = Object.entries(example.inputs).map(([inputId, given]) => [
    inputId,
    typeof given === 'string' ? singleObservation(given) : given,
  ]);
  return scorePerson({
    kind: example.kind,
    months: monthsOf[example.kind],
    periodDays: 1,
    segments: [
      {
        standard,
        positionId: example.positionId,
        from: standard.version.effectiveFrom,
        to: standard.version.effectiveFrom,
        days: 1,
        inputs: Object.fromEntries(inputs),
        periodTargets: example.periodTargets ?? {},
        exclusions: [],
        carried: {},
      },
    ],
    bonus: '0',
    penalty: '0',
    vetoes: [],
  });
}

const singleObservation = (value: DecimalString): Figures => ({
  sum: value,
  count: '1',
  last: value,
  max: value,
  min: value,
});

function differencesOf({ expect }: WorkedExample, result: PersonResult): ExampleDifference[] {
  const lines = result.segments[0]?.lines ?? [];
  const pairs = Object.entries(expect.lines).map(([kpiId, expected]): ExampleDifference => {
    const line = lines.find((one) => one.kpiId === kpiId);
    return { what: kpiId, expected, got: line?.shown ?? null };
  });
  if (expect.total !== undefined) pairs.push({ what: 'total', expected: expect.total, got: result.total });
  const wrong = pairs.filter(({ expected, got }) => !sameNumber(expected, got));
  if (expect.grade !== undefined && expect.grade !== result.grade)
    wrong.push({ what: 'grade', expected: expect.grade, got: result.grade });
  return wrong;
}

function sameNumber(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : decimal(one).eq(decimal(other));
}
