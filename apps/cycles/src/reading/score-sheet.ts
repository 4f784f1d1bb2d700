import { text } from '../../../../libs/domain/scoring/decimal.js';
import { storedSegment } from '../../../../libs/domain/scoring/totals.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { type RecordPorts, systemCall } from '../record/ports.js';
import type { ScoreSheet, SheetLine, SheetSegment } from '../reports/report-model.js';
import { peopleOn } from './appraisal-sheet.js';
import { cycleNumber } from './document-number.js';
import { isoInstant } from './iso-instant.js';
import { type NameOf, namesFor } from './people-names.js';
import { findSheet, type KeptAdjustment, type KeptLine, type SheetRow } from './sheet-rows.js';
import { readSourceNames } from './source-names.js';
import { expectedOf, readStandards, type StandardOf } from './standards.js';

export interface AppraisalAddress {
  readonly companyId: string;
  readonly appraisalId: string;
}

export const readScoreSheet = async (ports: RecordPorts, address: AppraisalAddress): Promise<ScoreSheet> =>
  (await readVersionedSheet(ports, address)).sheet;

/** The sheet with the version of the appraisal it shows. */
export async function readVersionedSheet(
  ports: RecordPorts,
  { companyId, appraisalId }: AppraisalAddress,
): Promise<{ readonly version: number; readonly sheet: ScoreSheet }> {
  const row = await inTransaction(ports.database, { companyId }, (transaction) =>
    findSheet(transaction, companyId, appraisalId),
  );
  if (!row?.result) throw notFound('score_sheet', appraisalId);
  const call = systemCall(companyId);
  const standardOf = await readStandards(ports.services, call, row.result.segments);
  const nameOf = await namesFor(ports, call, peopleOn(row));
  return {
    version: row.version,
    sheet: { ...scoreSheetOf(row, row.result, standardOf, nameOf), sourceNames: await readSourceNames(ports, call) },
  };
}

function scoreSheetOf(
  row: SheetRow,
  result: NonNullable<SheetRow['result']>,
  standardOf: StandardOf,
  nameOf: NameOf,
): Omit<ScoreSheet, 'sourceNames'> {
  const { selfReview, interview, acknowledgement } = row;
  const runNo = row.runNo ?? 1;
  return {
    documentNo: `${cycleNumber(row)}-${row.employeeCode}-R${runNo}`,
    companyNames: row.companyNames,
    timeZone: row.timeZone,
    period: { kind: row.kind, from: row.periodFrom, to: row.periodTo },
    employeeCode: row.employeeCode,
    name: row.name,
    departmentNames: row.departmentNames,
    positionNames: row.positionNames,
    managerName: row.managerId === null ? null : nameOf(row.managerId),
    runNo,
    scoringRules: result.scoringRules,
    total: row.total,
    totalBeforeAdjustments: result.total,
    grade: row.grade,
    gradeMoves: row.gradeMoves
      .filter(({ voided }) => !voided)
      .map(({ from, to, reason, by, at }) => ({ from, to, reason, byName: nameOf(by), at: isoInstant(at) })),
    segments: result.segments.map((segment) => segmentOf(segment, row, standardOf, nameOf)),
    selfReview: selfReview && { ...selfReview, at: isoInstant(selfReview.submittedAt) },
    interview: interview && {
      at: isoInstant(interview.at),
      byName: nameOf(interview.by),
      strengths: interview.strengths,
      weaknesses: interview.weaknesses,
      directions: interview.directions,
      actions: interview.actions.map(({ text, owner, dueOn }) => ({ text, ownerName: nameOf(owner), dueOn })),
    },
    acknowledgement: acknowledgement && {
      at: isoInstant(acknowledgement.at),
      kind: acknowledgement.deemed ? 'deemed' : 'acknowledged',
      comment: acknowledgement.comment,
    },
  };
}

type KeptSegment = NonNullable<SheetRow['result']>['segments'][number];

function segmentOf(segment: KeptSegment, row: SheetRow, standardOf: StandardOf, nameOf: NameOf): SheetSegment {
  const { segmentNo, from, to, days, positionId, standardVersion, counted, sumRaw } = segment;
  const standard = standardOf(segment);
  const lines = row.lines.filter((line) => line.segmentNo === segmentNo);
  return {
    segmentNo,
    from,
    to,
    days,
    positionNames: standard?.positions[positionId]?.names ?? row.positionNames,
    standardNames: standard?.names ?? everywhere(segment.standardId),
    standardVersion,
    counted,
    sumRaw,
    score: scoreNow(segment, lines, row.adjustments),
    lines: lines.map((line) => lineOf(line, row.adjustments, nameOf)),
    duties: (standard?.duties ?? [])
      .filter((duty) => duty.positionId === positionId)
      .map((duty) => ({ names: duty.names, expected: expectedOf(duty) })),
  };
}

const adjustmentOf = (line: KeptLine, adjustments: readonly KeptAdjustment[]): KeptAdjustment | undefined =>
  adjustments.find(({ segmentNo, kpiId }) => segmentNo === line.segmentNo && kpiId === line.kpiId);

/** With the adjustments that count, by the arithmetic of the total. */
function scoreNow(
  segment: KeptSegment,
  lines: readonly KeptLine[],
  adjustments: readonly KeptAdjustment[],
): string | null {
  if (!adjustments.some(({ segmentNo }) => segmentNo === segment.segmentNo)) return segment.score;
  const now = lines.map((line) => ({ ...line, score: adjustmentOf(line, adjustments)?.scoreAfter ?? line.score }));
  const score = storedSegment({ ...segment, lines: now }).score(new Set());
  return score && text(score);
}

function lineOf(line: KeptLine, adjustments: readonly KeptAdjustment[], nameOf: NameOf): SheetLine {
  const adjustment = adjustmentOf(line, adjustments);
  return {
    kpiId: line.kpiId,
    names: line.names,
    unit: signOf(line.unit),
    sourceId: line.sourceId,
    target: line.target,
    actual: line.actual,
    rawWeight: line.rawWeight,
    effectiveWeightPercent: line.effectiveWeight,
    score: line.score,
    state: line.state,
    evidenceCount: line.evidenceCount,
    adjustment: adjustment
      ? {
          from: adjustment.scoreBefore,
          to: adjustment.scoreAfter,
          reason: adjustment.reason,
          byName: nameOf(adjustment.by),
          at: isoInstant(adjustment.at),
        }
      : null,
  };
}

const signs: Readonly<Record<string, string>> = { percent: '%', hour: 'h', CNY: 'CNY' };
/** A unit without a sign of its own goes unsaid: the KPI's name says what is counted. */
const signOf = (unit: string): string => signs[unit] ?? '';

const everywhere = (text: string) => ({ 'zh-Hant': text, 'zh-Hans': text, en: text });
