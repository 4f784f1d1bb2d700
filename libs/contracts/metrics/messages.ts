import { z } from 'zod';
import { message } from '../route.js';
import { code, cycleKind, decimalString, identifier, instant, isoDate, localisedText } from '../values.js';

const cycleAddress = { cycleId: identifier };

/** A period as dates of the company's zone, `to` exclusive. */
export const period = z.strictObject({ kind: cycleKind, from: isoDate, to: isoDate });

/** Which sources the period's standards need, and whether each is configured: the pre-launch check's question. */
export const sourceReadiness = message(
  'metrics.sourceReadiness',
  z.strictObject({ standards: z.array(z.strictObject({ standardId: code, version: z.int() })), period }),
  z.strictObject({
    sources: z.array(
      z.strictObject({
        sourceId: code,
        configured: z.boolean(),
        /** null: not configured. */
        kind: z.enum(['sql', 'http', 'file']).nullable(),
        /** Persons who hold the source's data-owner grant. */
        ownerIds: z.array(identifier),
      }),
    ),
  }),
);

export const sourceName = z.strictObject({ sourceId: code, names: localisedText });
/** What the company calls its sources, for documents. */
export const sourceNames = message(
  'metrics.sourceNames',
  z.strictObject({}),
  z.strictObject({ items: z.array(sourceName) }),
);

/** Opens the collection of a cycle: metrics copies population, segments, reporting lines and targets for it. Repeating it changes nothing. */
export const openCollection = message(
  'metrics.openCollection',
  z.strictObject({ ...cycleAddress, period, sourceIds: z.array(code), personIds: z.array(identifier).optional() }),
  z.strictObject({ sources: z.array(code), people: z.int() }),
  120_000,
);

/** Fetches one connector's rows of the period into a batch. Idempotent by content: the same rows again make no new batch. For file sources it answers `awaiting_upload`. */
export const fetchSource = message(
  'metrics.fetchSource',
  z.strictObject({ ...cycleAddress, sourceId: code }),
  z.strictObject({
    outcome: z.enum(['loaded', 'unchanged', 'awaiting_upload']),
    batchId: identifier.nullable(),
    rows: z.int(),
    observations: z.int(),
    quarantined: z.int(),
  }),
  300_000,
);

export const collectionState = z.strictObject({
  sourceId: code,
  batches: z.int(),
  rows: z.int(),
  observations: z.int(),
  quarantined: z.int(),
  lastLoadedAt: instant.nullable(),
  /** null: the source states no totals of its own. */
  reconciled: z.boolean().nullable(),
  signedOffAt: instant.nullable(),
  signedOffBy: identifier.nullable(),
  frozenAt: instant.nullable(),
});
export const collectionStatus = message(
  'metrics.collectionStatus',
  z.strictObject(cycleAddress),
  z.strictObject({ sources: z.array(collectionState) }),
);

/** Cut-off: what arrives later for the period is late data, held and listed. Idempotent. */
export const freezeCollection = message(
  'metrics.freezeCollection',
  z.strictObject(cycleAddress),
  z.strictObject({ frozenAt: instant }),
);

/** A named person's decision that a KPI does not count for somebody. */
export const exclusion = z.strictObject({
  personId: identifier,
  segmentNo: z.int(),
  kpiId: code,
  reason: z.string(),
  approvedBy: identifier,
});

/** Points and vetoes a named person approved for somebody. */
export const special = z.strictObject({
  personId: identifier,
  bonus: decimalString,
  penalty: decimalString,
  vetoes: z.array(z.strictObject({ vetoId: code, reason: z.string(), approvedBy: identifier })),
});

/** Computes a new score run over the given people from the frozen observations and commits it. Same requestKey → same run. */
export const computeRun = message(
  'metrics.computeRun',
  z.strictObject({
    ...cycleAddress,
    /** Business key of the run's cause, e.g. `cohort/3/first` or `recheck/<appraisalId>/2`. */
    requestKey: z.string().max(200),
    personIds: z.array(identifier).min(1).max(500),
    exclusions: z.array(exclusion),
    /** Bonus and penalty points and vetoes of the cycle; absent: none. */
    specials: z.array(special).optional(),
  }),
  z.strictObject({ runId: identifier, runNo: z.int(), scored: z.int(), blocked: z.int() }),
  120_000,
);

/** The steps after the lines, as the run used them: whoever changes a line makes the total again from these alone. */
export const totalRules = z.strictObject({
  digits: z.int(),
  totalFloor: decimalString,
  totalCap: decimalString,
  grades: z.array(z.strictObject({ grade: z.string(), from: decimalString })),
  bonus: decimalString,
  penalty: decimalString,
  vetoes: z.array(
    z.strictObject({
      vetoId: z.string(),
      effect: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('total_zero') }),
        z.strictObject({ kind: z.literal('dimension_zero'), dimensionId: z.string() }),
        z.strictObject({ kind: z.literal('grade_cap'), grade: z.string() }),
      ]),
    }),
  ),
  months: z.strictObject({ mean: z.string(), monthsWeight: z.string(), ownWeight: z.string() }).nullable(),
});

/** One line of a person's result in a run. Decimals as strings; `score`, `effectiveWeight` unrounded. */
export const scoreLine = z.strictObject({
  segmentNo: z.int(),
  kpiId: code,
  dimension: z.string().nullable(),
  names: z.strictObject({ 'zh-Hant': z.string(), 'zh-Hans': z.string(), en: z.string() }),
  unit: z.string(),
  sourceId: z.string(),
  model: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  target: z.string().nullable(),
  actual: z.string().nullable(),
  rawWeight: decimalString,
  effectiveWeight: z.string(),
  /** Bounds of the line's score. */
  floor: decimalString,
  cap: decimalString,
  score: z.string().nullable(),
  shown: z.string().nullable(),
  state: z.enum([
    'scored',
    'missing_reweighted',
    'missing_carried',
    'missing_zero',
    'missing_default',
    'excluded',
    'not_due',
    'blocked',
  ]),
  /** Why the line has no score of its own (libs/domain/scoring ScoringReason). */
  reason: z.string().nullable(),
  /** `inputs` as used and, where there is a score, `formula`, `numbers`, `unclamped` and `clamped`; `exclusion` where one was approved. */
  explanation: z.record(z.string(), z.unknown()).nullable(),
  /** How many observations stand behind the line. */
  evidenceCount: z.int(),
});
export type ScoreLine = z.infer<typeof scoreLine>;

export const personResult = z.strictObject({
  personId: identifier,
  runId: identifier,
  runNo: z.int(),
  status: z.enum(['scored', 'blocked']),
  /** `kpiId` null: the segment as a whole; `segmentNo` null as well: the person. */
  blockedBy: z.array(z.strictObject({ segmentNo: z.int().nullable(), kpiId: code.nullable(), reason: z.string() })),
  total: z.string().nullable(),
  totalUnrounded: z.string().nullable(),
  grade: z.string().nullable(),
  beforeVeto: z.string().nullable(),
  gradeBeforeVeto: z.string().nullable(),
  scoringRules: z.string(),
  /** null: the person has no segment to score. */
  rules: totalRules.nullable(),
  segments: z.array(
    z.strictObject({
      segmentNo: z.int(),
      from: isoDate,
      to: isoDate,
      days: z.int(),
      positionId: code,
      standardId: code,
      standardVersion: z.int(),
      counted: z.boolean(),
      score: z.string().nullable(),
      sumRaw: z.string(),
      dimensions: z.array(
        z.strictObject({
          dimensionId: z.string(),
          rawWeight: z.string(),
          effectiveWeight: z.string(),
          score: z.string().nullable(),
        }),
      ),
      /** Greatest allowed change of a line by a manager, in points. */
      adjustmentLimit: z.string(),
    }),
  ),
  lines: z.array(scoreLine),
});
export type PersonScoreResult = z.infer<typeof personResult>;

/** A run's results by pages (≤ 1 MB: about 100 people). */
export const runResults = message(
  'metrics.runResults',
  z.strictObject({ runId: identifier, after: identifier.optional(), limit: z.int().min(1).max(100).default(100) }),
  z.strictObject({ results: z.array(personResult), next: identifier.nullable() }),
  30_000,
);

/** Recomputes a run from its stored inputs and standard versions and compares every digit. */
export const replayRuns = message(
  'metrics.replayRuns',
  z.strictObject(cycleAddress),
  z.strictObject({
    runs: z.int(),
    people: z.int(),
    lines: z.int(),
    differences: z.array(
      z.strictObject({
        runNo: z.int(),
        personId: identifier,
        kpiId: code.nullable(),
        stored: z.string(),
        recomputed: z.string(),
      }),
    ),
  }),
  120_000,
);

export const evidenceItem = z.strictObject({
  observationId: identifier,
  inputId: code,
  value: z.string(),
  occurredOn: isoDate,
  /** Whose row it is: somebody of the team where the KPI counts a team's rows. */
  subjectPersonId: identifier,
  batchId: identifier,
  batchNo: z.int(),
  batchSha256: z.string(),
  sourceId: code,
  /** Which of the source's tables, endpoints or sheets. */
  datasetId: code,
  rowNo: z.int(),
  /** As it came. */
  sourceRow: z.record(z.string(), z.unknown()),
  /** Values a data owner put in place of the row's own, with the reason; null: none. */
  correction: z.strictObject({ values: z.record(z.string(), z.string()), reason: z.string().nullable() }).nullable(),
  loadedAt: instant,
});

/** Evidence of one line: the observations with their batch and source row, by pages. */
export const lineEvidence = message(
  'metrics.lineEvidence',
  z.strictObject({
    runId: identifier,
    personId: identifier,
    segmentNo: z.int(),
    kpiId: code,
    /** Of these, the one of this id alone. */
    observationId: identifier.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  z.strictObject({
    items: z.array(evidenceItem),
    next: z.string().nullable(),
    total: z.int(),
  }),
);

/** A source's own total of one measure (an input id, or `rows`) beside ours. */
export const reconciliation = z.strictObject({
  sourceId: code,
  datasetId: code,
  measure: z.string(),
  sourceTotal: z.string(),
  loadedTotal: z.string(),
  quarantinedTotal: z.string(),
  /** sourceTotal − loadedTotal. */
  difference: z.string(),
  /** `agrees`: no difference; `quarantined`: exactly the held rows; null: not explained. */
  explained: z.string().nullable(),
});
export type Reconciliation = z.infer<typeof reconciliation>;

/** Held rows of a cycle for its list of exceptions: quarantined by reason, late. */
export const collectionExceptions = message(
  'metrics.collectionExceptions',
  z.strictObject(cycleAddress),
  z.strictObject({
    reasons: z.array(z.strictObject({ sourceId: code, reason: z.string(), rows: z.int() })),
    reconciliations: z.array(reconciliation),
  }),
);
