import { z } from 'zod';
import { operation, page } from '../route.js';
import { code, cycleKind, decimalString, identifier, localisedText } from '../values.js';
import { cycleParams, periodDates, personName } from './parts.js';

const signedIn = { allow: 'signed_in' } as const;
const people = z.int();
/** Decimals with two digits; null: nobody has a total. */
const figure = z.string().nullable();
const gradeCount = z.strictObject({ grade: z.string(), people });
const spread = { people, mean: figure, median: figure, lowest: figure, highest: figure };

/** In which order a heat map lists people. */
export const heatOrders = ['code', 'name', 'total'] as const;
export type HeatOrder = (typeof heatOrders)[number];

/** What a cycle's totals say taken together. Each reader's figures are made of the people they may see, and of nobody else. */
export const statisticsHttp = {
  cycleStatistics: operation({
    subject: 'cycles.cycleStatistics',
    method: 'GET',
    path: '/cycles/:cycleId/statistics',
    summary: "A cycle's totals by grade, department, position and manager, over the people the reader may see",
    policy: signedIn,
    params: cycleParams,
    reply: z.strictObject({
      people,
      /** With a total the reader may see. */
      scored: people,
      median: figure,
      grades: z.array(gradeCount),
      departments: z.array(z.strictObject({ departmentId: identifier, names: localisedText, ...spread })),
      positions: z.array(z.strictObject({ positionId: code, names: localisedText, ...spread })),
      /** How each manager scores: `deviation` is the standard deviation of their people's totals. */
      managers: z.array(z.strictObject({ manager: personName, ...spread, deviation: figure })),
    }),
  }),
  cycleHeatMap: operation({
    subject: 'cycles.cycleHeatMap',
    method: 'GET',
    path: '/cycles/:cycleId/heat-map',
    summary: 'Line scores of everybody the reader may see: one row a person, one cell a KPI',
    policy: signedIn,
    params: cycleParams,
    query: z.strictObject({
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      managerId: identifier.optional(),
      /** By employee code, by name as the reader's language orders names, or the greatest total first. */
      order: z.enum(heatOrders).default('code'),
    }),
    reply: page(
      z.strictObject({
        appraisalId: identifier,
        person: z.strictObject({ ...personName.shape, employeeCode: z.string(), positionNames: localisedText }),
        total: z.string().nullable(),
        grade: z.string().nullable(),
        lines: z.array(
          z.strictObject({
            kpiId: code,
            names: localisedText,
            rawWeight: decimalString,
            score: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
  statisticsTrend: operation({
    subject: 'cycles.statisticsTrend',
    method: 'GET',
    path: '/statistics/trend',
    summary:
      'Mean, median and grades of the last cycles of a kind, the oldest first, over the people the reader may see',
    policy: signedIn,
    query: z.strictObject({ kind: cycleKind.default('month'), departmentId: identifier.optional() }),
    reply: z.strictObject({
      /** At most 24 periods. */
      items: z.array(
        z.strictObject({
          cycleId: identifier,
          period: periodDates,
          people,
          mean: figure,
          median: figure,
          grades: z.array(gradeCount),
        }),
      ),
    }),
  }),
  appraisalComparison: operation({
    subject: 'cycles.appraisalComparison',
    method: 'GET',
    path: '/appraisals/:appraisalId/comparison',
    summary: "A person's last twelve periods by KPI, and this period's median of everybody in the position",
    policy: signedIn,
    params: z.strictObject({ appraisalId: identifier }),
    reply: z.strictObject({
      /** The oldest first, this one last. Only what the reader may see. */
      periods: z.array(
        z.strictObject({
          appraisalId: identifier,
          period: periodDates,
          total: z.string().nullable(),
          grade: z.string().nullable(),
          lines: z.array(
            z.strictObject({
              kpiId: code,
              actual: z.string().nullable(),
              target: z.string().nullable(),
              score: z.string().nullable(),
            }),
          ),
        }),
      ),
      /** null: fewer than five people with a total hold the position, and a median would tell on them. */
      position: z
        .strictObject({
          people,
          total: figure,
          lines: z.array(z.strictObject({ kpiId: code, names: localisedText, median: figure })),
        })
        .nullable(),
    }),
  }),
} as const;
