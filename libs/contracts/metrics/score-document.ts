import { z } from 'zod';
import {
  aggregateObservations,
  type CompiledStandard,
  type CycleKind,
  compileStandard,
  type Figures,
  type PersonInput,
  type Segment,
  scorePerson,
  scoringRules,
} from '../../domain/scoring/index.js';
import { type InputsDocument, inputsFormat, type PersonDocument, type SegmentDocument } from './inputs-format.js';
import type { RunDocument } from './run-format.js';
import { standardDocument } from './score-format.js';

export class ScoreDocumentError extends Error {
  constructor(
    readonly code:
      | 'standard.unreadable'
      | 'inputs.unreadable'
      | 'inputs.standard_unknown'
      | 'inputs.period_reversed'
      | 'inputs.segment_outside_period',
    message: string,
  ) {
    super(message);
  }
}

/** `kaohe score STANDARD.json INPUTS.json`: the parsed files in, the run to print out, by the same code that scores a cycle. */
export function scoreDocument(standardJson: unknown, inputsJson: unknown): RunDocument {
  const versions = [read(standardDocument, standardJson, 'standard.unreadable')].flat();
  const inputs = read(inputsFormat, inputsJson, 'inputs.unreadable');
  if (daysBetween(inputs.period) <= 0)
    throw new ScoreDocumentError(
      'inputs.period_reversed',
      `The period runs from ${inputs.period.from} to ${inputs.period.to}: "to" is the day after the last.`,
    );
  const standards = versions.map(compileStandard);
  return {
    format: 'kaohe-run/1',
    scoringRules,
    kind: inputs.kind,
    period: inputs.period,
    standards: versions.map(({ standardId, version }) => ({ standardId, version })),
    people: inputs.people.map((person) => ({
      person: person.person,
      result: scorePerson(personInput(person, inputs, standards)),
    })),
  };
}

function read<T extends z.ZodType>(
  format: T,
  json: unknown,
  code: 'standard.unreadable' | 'inputs.unreadable',
): z.output<T> {
  const parsed = format.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ScoreDocumentError(code, z.prettifyError(parsed.error));
}

const monthsOf: Readonly<Record<CycleKind, number>> = { month: 1, quarter: 3, year: 12 };

function personInput(
  person: PersonDocument,
  { kind, period }: InputsDocument,
  standards: readonly CompiledStandard[],
): PersonInput {
  return {
    kind,
    months: monthsOf[kind],
    periodDays: daysBetween(period),
    segments: person.segments.map((segment) => segmentOf(segment, period, standards)),
    bonus: person.bonus ?? '0',
    penalty: person.penalty ?? '0',
    vetoes: person.vetoes ?? [],
    monthTotals: person.monthTotals ?? [],
  };
}

function segmentOf(
  segment: SegmentDocument,
  period: InputsDocument['period'],
  standards: readonly CompiledStandard[],
): Segment {
  const { positionId, from, to } = segment;
  if (from < period.from || to > period.to || daysBetween(segment) <= 0)
    throw new ScoreDocumentError(
      'inputs.segment_outside_period',
      `The segment ${from} to ${to} of ${positionId} must lie within ${period.from} to ${period.to} and last a day or more.`,
    );
  return {
    standard: standardFor(segment, standards),
    positionId,
    from,
    to,
    days: daysBetween(segment),
    inputs: figuresOf(segment),
    periodTargets: segment.periodTargets ?? {},
    exclusions: segment.exclusions ?? [],
    carried: segment.carried ?? {},
  };
}

function standardFor(
  { standardId, version, positionId }: SegmentDocument,
  standards: readonly CompiledStandard[],
): CompiledStandard {
  const fitting = standards.filter(
    (standard) =>
      (standardId === undefined || standard.version.standardId === standardId) &&
      (version === undefined || standard.version.version === version) &&
      standard.positions.has(positionId),
  );
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return only;
  throw new ScoreDocumentError(
    'inputs.standard_unknown',
    `${fitting.length} of the given standards fit position ${positionId} (standard ${standardId ?? 'any'}, version ${version ?? 'any'}): name exactly one.`,
  );
}

function figuresOf(segment: SegmentDocument): Readonly<Record<string, Figures>> {
  if ('observations' in segment)
    return aggregateObservations(segment.observations.filter(({ date }) => date >= segment.from && date < segment.to));
  return Object.fromEntries(
    Object.entries(segment.inputs).map(([inputId, given]) => [
      inputId,
      typeof given === 'string' ? { sum: given, count: '1', last: given, max: given, min: given } : given,
    ]),
  );
}

const millisecondsOfDay = 86_400_000;
const daysBetween = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / millisecondsOfDay;
