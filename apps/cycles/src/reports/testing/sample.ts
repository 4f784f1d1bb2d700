import type { CycleReport, ScoreSheet } from '../report-model.js';

/** A small month with everything a report can show: an adjustment, a reweighted line, two segments, a deemed acceptance. */
const department = { 'zh-Hant': '銷售一部', 'zh-Hans': '销售一部', en: 'Sales team 1' };
const service = { 'zh-Hant': '客戶服務部', 'zh-Hans': '客户服务部', en: 'Customer service' };
const position = { 'zh-Hant': '銷售專員', 'zh-Hans': '销售专员', en: 'Sales representative' };
const completion = { 'zh-Hant': '銷售額完成率', 'zh-Hans': '销售额完成率', en: 'Sales completion' };
const complaints = { 'zh-Hant': '客戶投訴率', 'zh-Hans': '客户投诉率', en: 'Complaint rate' };
const period = { kind: 'month', from: '2026-10-01', to: '2026-11-01' } as const;

const line = {
  kpiId: 'sales_completion',
  names: completion,
  unit: '%',
  sourceId: 'erp',
  target: '100',
  actual: '92.345',
  rawWeight: '40',
  effectiveWeightPercent: '33.333333333333333333',
  score: '92.345',
  state: 'scored',
  evidenceCount: 312,
  adjustment: null,
} as const;

const sourceNames = { erp: { 'zh-Hant': '銷售系統', 'zh-Hans': '销售系统', en: 'Sales system' } };

export const sampleSheet: ScoreSheet = {
  sourceNames,
  documentNo: 'KH-2026-10-E0007-R2',
  companyNames: { 'zh-Hant': '示範公司', 'zh-Hans': '示范公司', en: 'Sample company' },
  timeZone: 'Asia/Shanghai',
  period,
  employeeCode: 'E0007',
  name: '陳曉明',
  departmentNames: department,
  positionNames: position,
  managerName: '林主管',
  runNo: 2,
  scoringRules: '1',
  total: '93.51',
  totalBeforeAdjustments: '92.85',
  grade: 'A',
  gradeMoves: [{ from: 'B', to: 'A', reason: '帶領團隊完成季度目標。', byName: '宋佳', at: '2026-11-04T02:00:00Z' }],
  segments: [
    {
      segmentNo: 1,
      from: '2026-10-01',
      to: '2026-10-12',
      days: 11,
      positionNames: position,
      standardNames: { 'zh-Hant': '銷售部', 'zh-Hans': '销售部', en: 'Sales' },
      standardVersion: 1,
      counted: false,
      sumRaw: '120',
      score: '88.1',
      lines: [
        {
          ...line,
          actual: null,
          score: null,
          state: 'missing_reweighted',
          effectiveWeightPercent: null,
          evidenceCount: 0,
        },
      ],
      duties: [],
    },
    {
      segmentNo: 2,
      from: '2026-10-12',
      to: '2026-11-01',
      days: 20,
      positionNames: position,
      standardNames: { 'zh-Hant': '銷售部', 'zh-Hans': '销售部', en: 'Sales' },
      standardVersion: 1,
      counted: true,
      sumRaw: '120',
      score: '93.51',
      lines: [
        line,
        {
          ...line,
          kpiId: 'complaint_rate',
          names: complaints,
          sourceId: 'survey',
          target: '5',
          actual: '6.2',
          rawWeight: '10',
          effectiveWeightPercent: '8.3333333333',
          score: '88',
          adjustment: {
            from: '88',
            to: '96',
            reason: '兩件投訴屬物流原因,已由客服核實。',
            byName: '林主管',
            at: '2026-11-04T02:15:00Z',
          },
        },
      ],
      duties: [
        {
          names: {
            'zh-Hant': '每日完成 8–10 次有效客戶觸達',
            'zh-Hans': '每日完成 8–10 次有效客户触达',
            en: 'Eight to ten effective touches a day',
          },
          expected: '8–10 / day',
        },
      ],
    },
  ],
  selfReview: {
    at: '2026-11-03T02:00:00.000Z',
    achievements: 'Three key customers signed.',
    difficulties: null,
    plans: 'The north.',
  },
  interview: {
    at: '2026-11-04T06:00:00Z',
    byName: '林主管',
    strengths: '回款及時,客戶關係穩定。',
    weaknesses: '新客戶觸達不足。',
    directions: '優化話術,提升溝通效率。',
    actions: [{ text: '每週兩次話術演練', ownerName: '陳曉明', dueOn: '2026-11-30' }],
  },
  acknowledgement: { at: '2026-11-06T10:00:00Z', kind: 'deemed', comment: null },
};

const person = (index: number): CycleReport['people'][number] => ({
  employeeCode: `E${String(index).padStart(4, '0')}`,
  name: `員工${index}`,
  departmentNames: index % 3 === 0 ? service : department,
  positionNames: position,
  managerName: '林主管',
  total: index === 5 ? null : String(60 + index),
  totalBeforeAdjustments: index === 5 ? null : String(60 + index),
  grade: index === 5 ? null : index < 15 ? 'C' : index < 30 ? 'B' : 'A',
  calibratedFrom: index === 7 ? 'B' : null,
  runNo: index === 5 ? null : 1,
  state: index === 5 ? 'blocked' : 'scored',
  acknowledged: index % 7 === 0 ? 'deemed' : 'acknowledged',
});

export const sampleReport: CycleReport = {
  sourceNames,
  documentNo: 'KH-2026-10',
  companyNames: { 'zh-Hant': '示範公司', 'zh-Hans': '示范公司', en: 'Sample company' },
  timeZone: 'Asia/Shanghai',
  period,
  generatedAt: '2026-11-05T01:00:00Z',
  people: Array.from({ length: 44 }, (_, index) => person(index + 1)),
  lines: [
    {
      employeeCode: 'E0007',
      name: '=HYPERLINK("x")',
      segmentNo: 1,
      kpiId: 'sales_completion',
      names: completion,
      target: '100',
      actual: '92.345',
      rawWeight: '40',
      effectiveWeightPercent: '33.3333',
      score: '92.345',
      adjustedScore: '95',
      adjustmentReason: '核實',
      state: 'scored',
      evidenceCount: 312,
    },
  ],
  sources: [
    {
      sourceId: 'erp',
      rows: 3200,
      observations: 3100,
      quarantined: 100,
      reconciled: false,
      signedOffByName: '資料負責人',
      signedOffAt: '2026-11-02T03:00:00Z',
    },
  ],
  exceptions: [{ sourceId: 'erp', reason: 'unknown_person', rows: 12 }],
  decisions: { approved: 44, returned: 1, adjusted: 1, deemed: 6, excluded: 0 },
};
