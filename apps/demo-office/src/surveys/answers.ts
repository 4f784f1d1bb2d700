import { agents, holding, joinerCode, sellers } from '../company/people.js';
import { firstDayOf } from '../erp/customers.js';
import { unknownCode } from '../faults.js';
import { addDays, daysBetween, month } from '../month.js';
import { Random } from '../random.js';
import { levelOf, shareAt } from '../skill.js';
import type { Form } from './forms.js';

type Row = readonly string[];

/** Served customers: satisfaction out of 100, and whether they would come again or recommend. */
export function satisfactionOf(seed: number): Form {
  const rows = agents.flatMap(({ code }) => {
    const random = new Random(seed, `satisfaction/${code}`);
    const size = random.between(40, 50);
    const mean = Math.min(97, (90 * levelOf(seed, code, 'satisfaction')) / 1000);
    const recommends = random.marks(size, Math.round((size * shareAt(250, levelOf(seed, code, 'referral'))) / 1000));
    return recommends.map((recommend): Row => {
      const score = Math.min(100, Math.max(0, Math.round(mean) + random.between(-8, 8)));
      return [anyDay(random, month.from), code, String(score), recommend ? '愿意' : '不愿意'];
    });
  });
  const answers = numbered('CS', rows);
  return {
    name: 'customer-satisfaction',
    sheet: '客户满意度',
    header: ['答卷编号', '答题日期', '客服工号', '满意度', '再合作或推荐'],
    format: 'xlsx',
    numbers: ['满意度'],
    rows: [
      ...answers,
      // Typed words instead of a figure.
      ['CS90001', '2026-10-12', 'E0037', '很满意', '愿意'],
      // Out of a hundred it cannot be.
      ['CS90002', '2026-10-13', 'E0038', '950', '愿意'],
      ...answers.slice(10, 14),
    ],
  };
}

/** Customers called back after a sale: did they complain? */
export function followUpOf(seed: number): Form {
  const rows = sellers.flatMap(({ code }) => {
    const random = new Random(seed, `follow-up/${code}`);
    const size = code === joinerCode ? 10 : random.between(22, 28);
    const share = Math.max(0, 50 + Math.round((1000 - levelOf(seed, code, 'complaints')) / 2));
    return random
      .marks(size, Math.round((size * share) / 1000))
      .map((complained): Row => [anyDay(random, firstDayOf(code)), code, complained ? '是' : '否']);
  });
  const answers = numbered('FU', rows);
  return {
    name: 'sales-follow-up',
    sheet: '销售回访',
    header: ['回访编号', '回访日期', '销售工号', '是否投诉'],
    format: 'csv_gb18030',
    numbers: [],
    rows: [
      ...answers,
      ['FU90001', '2026-10-09', unknownCode, '否'],
      ['FU90002', '2026-10-21', unknownCode, '是'],
      ['FU90003', '2026-09-30', 'E0013', '否'],
      ['FU90004', '2026-10-22', 'E0014', '说不清'],
    ],
  };
}

/** Comes back after the cut-off: the call centre found one more sheet. */
export const lateFollowUp: Form = {
  name: 'sales-follow-up-late',
  sheet: '销售回访',
  header: ['回访编号', '回访日期', '销售工号', '是否投诉'],
  format: 'csv_gb18030',
  numbers: [],
  rows: [['FU95001', '2026-10-30', 'E0013', '是']],
};

/** Other departments about working with the marketing centre, on five points. */
export function collaborationOf(seed: number): Form {
  const random = new Random(seed, 'collaboration');
  const [head] = holding('marketing_head');
  const rows = Array.from({ length: 40 }, (): Row => {
    const points = random.perMille(420) ? '5' : random.perMille(800) ? '4' : '3';
    return [anyDay(random, '2026-10-19'), head?.code ?? '', points];
  });
  return {
    name: 'collaboration',
    sheet: '跨部门协作',
    header: ['问卷编号', '填写日期', '被评人工号', '协作评分（1-5）'],
    format: 'xlsx',
    numbers: ['协作评分（1-5）'],
    rows: numbered('CO', rows),
  };
}

export function participantsOf(seed: number): Form {
  const campaigns: Record<string, string> = { E0007: '2026-10-15', E0008: '2026-10-21' };
  const rows = Object.entries(campaigns).flatMap(([code, heldOn]) => {
    const random = new Random(seed, `participants/${code}`);
    const mean = Math.min(96, (90 * levelOf(seed, code, 'participants')) / 1000);
    return Array.from({ length: random.between(70, 90) }, (): Row => {
      const score = Math.min(100, Math.round(mean) + random.between(-9, 9));
      return [addDays(heldOn, random.between(0, 2)), code, String(score)];
    });
  });
  return {
    name: 'participants',
    sheet: '活动参与者',
    header: ['答卷编号', '填写日期', '活动负责人工号', '评分'],
    format: 'xlsx',
    numbers: ['评分'],
    rows: numbered('PA', rows),
  };
}

/** The index house's monthly sheet: one row a brand manager. */
export function searchIndexOf(seed: number): Form {
  const rows = holding('brand_manager').map(({ code }): Row => {
    const random = new Random(seed, `search index/${code}`);
    const previous = random.between(7800, 9600);
    const growth = (100 * levelOf(seed, code, 'search index')) / 1000;
    return ['2026-10', code, String(Math.round((previous * (1000 + growth)) / 1000)), String(previous)];
  });
  return {
    name: 'search-index',
    sheet: '搜索指数',
    header: ['月份', '品牌经理工号', '当月指数', '上月指数'],
    format: 'csv_utf8',
    numbers: [],
    rows,
  };
}

/** Asked once a year, in December: October's file has its header and nothing below. */
export const brandTracking: Form = {
  name: 'brand-tracking',
  sheet: '品牌跟踪',
  header: ['问卷编号', '发布日期', '负责人工号', '市场占有率提升（百分点）', '品牌知名度增长（%）'],
  format: 'xlsx',
  numbers: [],
  rows: [],
};

export const formsOf = (seed: number): Form[] => [
  satisfactionOf(seed),
  followUpOf(seed),
  collaborationOf(seed),
  participantsOf(seed),
  searchIndexOf(seed),
  brandTracking,
];

const numbered = (prefix: string, rows: readonly Row[]): Row[] =>
  rows.map((row, index) => [`${prefix}${String(index + 1).padStart(5, '0')}`, ...row]);

const anyDay = (random: Random, from: string): string =>
  addDays(from, random.between(0, daysBetween(from, month.to) - 1));

export const answersIn = (forms: readonly Form[]): number => forms.reduce((sum, form) => sum + form.rows.length, 0);
