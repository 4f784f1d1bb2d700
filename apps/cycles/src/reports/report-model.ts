import type { Locale, LocalisedText } from '../../../../libs/contracts/values.js';

/** What the reports show, as plain values: no database, no clock. Decimals are strings, dates `YYYY-MM-DD`, instants ISO. */
export interface ReportPeriod {
  readonly kind: 'month' | 'quarter' | 'year';
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
}

export interface SheetLine {
  readonly kpiId: string;
  readonly names: LocalisedText;
  readonly unit: string;
  readonly sourceId: string;
  readonly target: string | null;
  readonly actual: string | null;
  readonly rawWeight: string;
  /** Percent of the segment's weights, unrounded. */
  readonly effectiveWeightPercent: string | null;
  /** As the run computed it; null when the line has no score. */
  readonly score: string | null;
  readonly state: string;
  readonly evidenceCount: number;
  readonly adjustment: {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly byName: string;
    readonly at: string;
  } | null;
}

export interface SheetSegment {
  readonly segmentNo: number;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly positionNames: LocalisedText;
  readonly standardNames: LocalisedText;
  readonly standardVersion: number;
  readonly counted: boolean;
  /** Σ of the raw weights that count. */
  readonly sumRaw: string;
  readonly score: string | null;
  readonly lines: readonly SheetLine[];
  readonly duties: readonly { readonly names: LocalisedText; readonly expected: string }[];
}

/** What the company calls its sources, by id. */
type SourceNames = Readonly<Record<string, LocalisedText>>;

/** One person's score sheet. */
export interface ScoreSheet {
  readonly sourceNames: SourceNames;
  /** Printed on each page, e.g. `KH-2026-10-E0001-R2`. */
  readonly documentNo: string;
  readonly companyNames: LocalisedText;
  readonly timeZone: string;
  readonly period: ReportPeriod;
  readonly employeeCode: string;
  readonly name: string;
  readonly departmentNames: LocalisedText;
  readonly positionNames: LocalisedText;
  readonly managerName: string | null;
  readonly runNo: number;
  readonly scoringRules: string;
  /** Rounded as the standard says; null while blocked. */
  readonly total: string | null;
  readonly totalBeforeAdjustments: string | null;
  readonly grade: string | null;
  /** Moves of the grade by calibration that count, in order. */
  readonly gradeMoves: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly byName: string;
    readonly at: string;
  }[];
  readonly segments: readonly SheetSegment[];
  readonly selfReview: {
    readonly at: string;
    readonly achievements: string;
    readonly difficulties: string | null;
    readonly plans: string | null;
  } | null;
  readonly interview: {
    readonly at: string;
    readonly byName: string;
    readonly strengths: string;
    readonly weaknesses: string;
    readonly directions: string;
    readonly actions: readonly { readonly text: string; readonly ownerName: string; readonly dueOn: string }[];
  } | null;
  readonly acknowledgement: {
    readonly at: string;
    readonly kind: 'acknowledged' | 'deemed';
    readonly comment: string | null;
  } | null;
}

/** The whole cycle, for HR and the auditors. */
export interface CycleReport {
  readonly sourceNames: SourceNames;
  readonly documentNo: string;
  readonly companyNames: LocalisedText;
  readonly timeZone: string;
  readonly period: ReportPeriod;
  readonly generatedAt: string;
  readonly people: readonly {
    readonly employeeCode: string;
    readonly name: string;
    readonly departmentNames: LocalisedText;
    readonly positionNames: LocalisedText;
    readonly managerName: string | null;
    readonly total: string | null;
    readonly totalBeforeAdjustments: string | null;
    readonly grade: string | null;
    /** Before calibration moved it; null: it did not. */
    readonly calibratedFrom: string | null;
    readonly runNo: number | null;
    readonly state: string;
    readonly acknowledged: 'acknowledged' | 'deemed' | null;
  }[];
  readonly lines: readonly {
    readonly employeeCode: string;
    readonly name: string;
    readonly segmentNo: number;
    readonly kpiId: string;
    readonly names: LocalisedText;
    readonly target: string | null;
    readonly actual: string | null;
    readonly rawWeight: string;
    readonly effectiveWeightPercent: string | null;
    readonly score: string | null;
    readonly adjustedScore: string | null;
    readonly adjustmentReason: string | null;
    readonly state: string;
    readonly evidenceCount: number;
  }[];
  readonly sources: readonly {
    readonly sourceId: string;
    readonly rows: number;
    readonly observations: number;
    readonly quarantined: number;
    readonly reconciled: boolean | null;
    readonly signedOffByName: string | null;
    readonly signedOffAt: string | null;
  }[];
  readonly exceptions: readonly { readonly sourceId: string; readonly reason: string; readonly rows: number }[];
  readonly decisions: {
    readonly approved: number;
    readonly returned: number;
    readonly adjusted: number;
    readonly deemed: number;
    readonly excluded: number;
  };
}

/**
 * The renderers of this folder:
 * - `renderCycleWorkbook(report, locale): Promise<Buffer>` (XLSX)
 * - `renderCyclePdf(report, locale): Promise<Buffer>`
 * - `renderScoreSheetPdf(sheet, locale): Promise<Buffer>`
 */
export type RenderCycleReport = (report: CycleReport, locale: Locale) => Promise<Buffer>;
export type RenderScoreSheet = (sheet: ScoreSheet, locale: Locale) => Promise<Buffer>;
