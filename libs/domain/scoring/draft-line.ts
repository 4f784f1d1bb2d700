import type { CompiledKpi } from './compiled.js';
import { clamp, type Decimal, rounded, text, zero } from './decimal.js';
import { type FiguresOf, measure } from './measure.js';
import { type Settled, settleMissing } from './missing-policy.js';
import type { Scored } from './models/definition.js';
import type {
  Exclusion,
  Explanation,
  InputUsed,
  LineState,
  PersonInput,
  ScoreLine,
  ScoringReason,
  Segment,
} from './person.js';
import { targetFor } from './target.js';

/** A line before the weights are known. */
export interface DraftLine {
  readonly compiled: CompiledKpi;
  readonly state: LineState;
  readonly score: Decimal | null;
  readonly reason: ScoringReason | null;
  readonly exclusion: Exclusion | null;
  readonly target: Decimal | null;
  readonly used: readonly InputUsed[];
  readonly scored: Scored | null;
}

export function draftLine(compiled: CompiledKpi, person: PersonInput, segment: Segment, figures: FiguresOf): DraftLine {
  if (!compiled.kpi.cadence.includes(person.kind))
    return unscored(compiled, null, [], { state: 'not_due', reason: 'not_in_cadence', score: null, exclusion: null });
  const found = targetFor(compiled, person, segment);
  const target = 'target' in found ? found.target : null;
  const measured = measure(compiled, figures);
  const { used } = measured;
  if ('missing' in measured)
    return unscored(compiled, target, used, settleMissing(compiled, measured.missing, segment));
  if ('invalid' in measured) return unscored(compiled, target, used, blocked(measured.invalid));
  // Only a figure needs a target: where nothing occurred, none has to be set.
  if ('reason' in found) return unscored(compiled, null, used, blocked(found.reason));
  const { actual, base, answers } = measured;
  const scored = compiled.model.judge({ actual, base, answers, target, cap: compiled.cap, figures });
  if ('missing' in scored) return unscored(compiled, target, used, settleMissing(compiled, scored.missing, segment));
  if ('invalid' in scored) return unscored(compiled, target, used, blocked(scored.invalid));
  const score = clamp(scored.score, compiled.floor, compiled.cap);
  return { compiled, state: 'scored', score, reason: null, exclusion: null, target, used, scored };
}

const blocked = (reason: ScoringReason): Settled => ({ state: 'blocked', reason, score: null, exclusion: null });

function unscored(
  compiled: CompiledKpi,
  target: Decimal | null,
  used: readonly InputUsed[],
  { state, score, reason, exclusion }: Settled,
): DraftLine {
  return { compiled, state, score, reason, exclusion, target, used, scored: null };
}

export function finishedLine(draft: DraftLine, effectiveWeight: Decimal, digits: number): ScoreLine {
  const { compiled, score, scored } = draft;
  const { kpi } = compiled;
  return {
    kpiId: kpi.kpiId,
    dimension: kpi.dimension ?? null,
    model: kpi.model.model,
    params: kpi.model,
    target: draft.target && text(draft.target),
    actual: scored?.actual ? text(scored.actual) : null,
    inputs: draft.used,
    rawWeight: kpi.rawWeight,
    effectiveWeight: text(effectiveWeight),
    floor: compiled.floorText,
    cap: compiled.capText,
    score: score && text(score),
    shown: score && rounded(score, digits),
    state: draft.state,
    reason: draft.reason,
    exclusion: draft.exclusion,
    explanation: scored && explanationOf(scored, compiled),
  };
}

function explanationOf(scored: Scored, { floor, cap }: CompiledKpi): Explanation {
  const numbers: Record<string, string> = {};
  for (const name in scored.numbers) numbers[name] = text(scored.numbers[name] ?? zero);
  let clamped: Explanation['clamped'] = null;
  if (scored.score.lt(floor)) clamped = 'floor';
  else if (scored.score.gt(cap)) clamped = 'cap';
  return { formula: scored.formula, numbers, unclamped: text(scored.score), clamped };
}
