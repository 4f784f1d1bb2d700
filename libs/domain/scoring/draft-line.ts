import type { CompiledKpi } from './compiled.js';
import { clamp, type Decimal, rounded, text } from './decimal.js';
import { type FiguresOf, measure } from './measure.js';
import { settleMissing } from './missing-policy.js';
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

const bare = { score: null, exclusion: null, target: null, used: [], scored: null };

export function draftLine(compiled: CompiledKpi, person: PersonInput, segment: Segment, figures: FiguresOf): DraftLine {
  if (!compiled.kpi.cadence.includes(person.kind))
    return { ...bare, compiled, state: 'not_due', reason: 'not_in_cadence' };
  const found = targetFor(compiled, person, segment);
  const target = 'target' in found ? found.target : null;
  const measured = measure(compiled, figures);
  const known = { ...bare, compiled, target, used: measured.used };
  if ('missing' in measured) return { ...known, ...settleMissing(compiled, measured.missing, segment) };
  if ('invalid' in measured) return { ...known, state: 'blocked', reason: measured.invalid };
  // Only a figure needs a target: where nothing occurred, none has to be set.
  if ('reason' in found) return { ...known, state: 'blocked', reason: found.reason };
  const verdict = compiled.model.judge({ ...measured, target, cap: compiled.cap, figures });
  if ('missing' in verdict) return { ...known, ...settleMissing(compiled, verdict.missing, segment) };
  if ('invalid' in verdict) return { ...known, state: 'blocked', reason: verdict.invalid };
  const score = clamp(verdict.score, compiled.floor, compiled.cap);
  return { ...known, state: 'scored', score, reason: null, scored: verdict };
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
    floor: text(compiled.floor),
    cap: text(compiled.cap),
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
  for (const [name, value] of Object.entries(scored.numbers)) numbers[name] = text(value);
  let clamped: Explanation['clamped'] = null;
  if (scored.score.lt(floor)) clamped = 'floor';
  else if (scored.score.gt(cap)) clamped = 'cap';
  return { formula: scored.formula, numbers, unclamped: text(scored.score), clamped };
}
