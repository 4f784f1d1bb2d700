import { Decimal, decimal, exactSum, one, text, zero } from './decimal.js';
import type { Blocker, Outcome, PersonInput, PersonResult, Segment, SegmentResult, TotalRules } from './person.js';
import { scoringRules } from './rules.js';
import { scoreSegment } from './score-segment.js';
import type { Composition } from './standard.js';
import { nothingScored, outcomeOf } from './totals.js';

/** Figures and standards in, a score run out; the same input gives the same digits for ever. */
export function scorePerson(person: PersonInput): PersonResult {
  const inOrder = [...person.segments].sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
  const counted = countedSegments(inOrder, person.kind);
  const scored = inOrder.map((segment, index) => scoreSegment(person, segment, index + 1, counted.has(segment)));
  const segments = scored.map((one) => one.result);
  const last = inOrder.filter((segment) => counted.has(segment)).at(-1);
  if (last === undefined) return blocked(segments, [{ kpiId: null, segmentNo: null, reason: 'no_segment' }], null);

  const { rules, blockers } = rulesFor(person, last);
  const ownScoreCounts = rules.months === null || !decimal(rules.months.ownWeight).isZero();
  const blockedBy = [
    ...blockers,
    ...(ownScoreCounts ? scored.flatMap((one) => (one.result.counted ? one.blockers : [])) : []),
  ];
  if (blockedBy.length > 0) return blocked(segments, blockedBy, rules);
  return result(
    'scored',
    [],
    segments,
    rules,
    outcomeOf(
      scored.map((one) => one.weighed),
      rules,
    ),
  );
}

const blocked = (segments: readonly SegmentResult[], blockedBy: readonly Blocker[], rules: TotalRules | null) =>
  result('blocked', blockedBy, segments, rules, nothingScored);

function result(
  status: PersonResult['status'],
  blockedBy: readonly Blocker[],
  segments: readonly SegmentResult[],
  rules: TotalRules | null,
  outcome: Outcome,
): PersonResult {
  return { status, blockedBy, ...outcome, segments, rules, scoringRules };
}

/** Step 7: a segment too short to judge is left out, unless all are. */
function countedSegments(segments: readonly Segment[], kind: PersonInput['kind']): ReadonlySet<Segment> {
  const long = segments.filter(({ standard, days }) => {
    const { month, other } = standard.defaults.minSegmentDays;
    return days >= (kind === 'month' ? month : other);
  });
  return new Set(long.length > 0 ? long : segments);
}

/** The standard a person ends the period under decides what happens to the whole of it. */
function rulesFor(person: PersonInput, last: Segment): { rules: TotalRules; blockers: readonly Blocker[] } {
  const { version, defaults } = last.standard;
  const blockers: Blocker[] = [];
  const vetoes = person.vetoes.flatMap(({ vetoId }) => {
    const rule = person.segments
      .flatMap((segment) => segment.standard.version.vetoes)
      .find((veto) => veto.vetoId === vetoId);
    if (rule === undefined) blockers.push({ kpiId: null, segmentNo: null, reason: 'veto_unknown' });
    return rule === undefined ? [] : [{ vetoId, effect: rule.effect }];
  });
  const months = monthsFor(person, version.composition);
  if (months === 'missing') blockers.push({ kpiId: null, segmentNo: null, reason: 'months_missing' });
  return {
    blockers,
    rules: {
      digits: defaults.digits,
      totalFloor: defaults.totalFloor,
      totalCap: defaults.totalCap,
      grades: defaults.grades,
      bonus: capped(person.bonus, version.bonusCap),
      penalty: capped(person.penalty, version.penaltyCap),
      vetoes,
      months: months === 'missing' ? null : months,
    },
  };
}

const capped = (points: string, cap: string): string =>
  text(Decimal.min(Decimal.max(zero, decimal(points)), decimal(cap)));

function monthsFor(person: PersonInput, composition: Composition | undefined): TotalRules['months'] | 'missing' {
  if (composition === undefined || composition.kind === 'own_period' || person.kind === 'month') return null;
  const totals = person.monthTotals ?? [];
  if (totals.length === 0) return 'missing';
  const mean = text(exactSum(totals.map(({ total }) => decimal(total))).div(totals.length));
  if (composition.kind === 'mean_of_months') return { mean, monthsWeight: text(one), ownWeight: text(zero) };
  return { mean, monthsWeight: composition.monthsWeight, ownWeight: composition.ownWeight };
}
