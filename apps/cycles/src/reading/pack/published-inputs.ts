import type { z } from 'zod';
import type {
  InputsDocument,
  PersonDocument,
  SegmentDocument,
} from '../../../../../libs/contracts/metrics/inputs-format.js';
import type { evidenceItem } from '../../../../../libs/contracts/metrics/messages.js';
import { Decimal } from '../../../../../libs/domain/scoring/decimal.js';
import type { StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { detailOf, type StoredRun } from './stored-run.js';

/** An observation that stands behind a line. */
export interface LineObservation extends z.output<typeof evidenceItem> {
  readonly segmentNo: number;
  readonly kpiId: string;
}

type StandardOf = (segment: StoredRun['segments'][number]) => StandardVersion | undefined;
type Line = StoredRun['lines'][number];

/** What the run was computed from, in the published format: its observations one by one, and what people gave beside them. */
export function inputsOf(
  run: StoredRun,
  observations: readonly LineObservation[],
  standardOf: StandardOf,
): InputsDocument {
  return {
    format: 'kaohe-inputs/1',
    kind: run.kind,
    period: run.period,
    people: [{ person: run.personId, segments: segmentsOf(run, observations, standardOf), ...besides(run) }],
  };
}

function segmentsOf(
  run: StoredRun,
  observations: readonly LineObservation[],
  standardOf: StandardOf,
): SegmentDocument[] {
  return run.segments.map((segment) => {
    const { segmentNo, standardId, standardVersion, positionId, from, to } = segment;
    const lines = run.lines.filter((line) => line.segmentNo === segmentNo);
    return {
      standardId,
      version: standardVersion,
      positionId,
      from,
      to,
      periodTargets: Object.fromEntries(
        lines.flatMap((line) => {
          const target = givenTarget(run, segment, line, standardOf(segment));
          return target === null ? [] : [[line.kpiId, target]];
        }),
      ),
      exclusions: lines.flatMap((line) => {
        const { exclusion } = detailOf(line);
        return exclusion === null
          ? []
          : [{ kpiId: exclusion.kpiId, reason: exclusion.reason, approvedBy: exclusion.approvedBy }];
      }),
      carried: Object.fromEntries(
        lines.flatMap(({ kpiId, state, score }) =>
          state === 'missing_carried' && score !== null ? [[kpiId, score]] : [],
        ),
      ),
      observations: distinct(observations.filter((one) => one.segmentNo === segmentNo)),
    };
  });
}

/** A row may stand behind several lines, and counts once. */
const distinct = (observations: readonly LineObservation[]) => [
  ...new Map(
    observations.map(({ observationId, inputId, value, occurredOn }) => [
      `${observationId}/${inputId}`,
      { inputId, value, date: occurredOn, observationId },
    ]),
  ).values(),
];

/** Targets people set have fewer digits: what a division left beyond them is cut off. */
const digitsOfGivenTargets = 25;

/** What HR set for the whole period, of which the line's target is the segment's share. */
function givenTarget(
  run: StoredRun,
  segment: StoredRun['segments'][number],
  line: Line,
  standard: StandardVersion | undefined,
): string | null {
  const kpi = standard?.kpis.find(({ kpiId }) => kpiId === line.kpiId);
  const target = standard?.positions[segment.positionId]?.overrides[line.kpiId]?.target ?? kpi?.target;
  if (!kpi || !target || 'value' in target || line.target === null) return null;
  const periodDays = daysBetween(run.period);
  if (kpi.aggregate !== 'sum' || segment.days >= periodDays) return line.target;
  return new Decimal(line.target)
    .times(periodDays)
    .div(segment.days)
    .toSignificantDigits(digitsOfGivenTargets)
    .toFixed();
}

/** A run keeps which vetoes counted; who approved them, and why, is told by the history. */
const inHistory = 'in the history';

/** Points, vetoes and months as they counted: within their caps, which capping again leaves as they are. */
function besides({ rules, period }: StoredRun): Partial<PersonDocument> {
  if (rules === null) return {};
  return {
    bonus: rules.bonus,
    penalty: rules.penalty,
    vetoes: rules.vetoes.map(({ vetoId }) => ({ vetoId, reason: inHistory, approvedBy: inHistory })),
    ...(rules.months === null ? {} : { monthTotals: [{ month: period.from.slice(0, 7), total: rules.months.mean }] }),
  };
}

const daysBetween = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;
