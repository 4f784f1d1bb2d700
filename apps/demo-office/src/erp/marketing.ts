import { people } from '../company/people.js';
import { type Fen, roundThousands } from '../money.js';
import { addDays, month } from '../month.js';
import { Random } from '../random.js';
import { levelOf } from '../skill.js';

const head = people[0]?.code ?? '';

export interface Budget {
  readonly budgetNo: string;
  readonly responsibleCode: string;
  readonly month: string;
  readonly fen: Fen;
}
export const budgets: readonly Budget[] = ['08', '09', '10'].map((number) => ({
  budgetNo: `MB2026-${number}`,
  responsibleCode: head,
  month: `2026-${number}-01`,
  fen: 62_000_000,
}));

export interface Expense {
  readonly expenseNo: string;
  readonly responsibleCode: string;
  readonly bookedOn: string;
  readonly category: string;
  readonly fen: Fen;
}
const categories = ['广告投放', '公关传播', '内容制作', '展会物料', '差旅', '调研服务'];

/** About seven per cent over the month's budget: outside the band in which nothing is lost. */
export function expensesOf(seed: number): Expense[] {
  const random = new Random(seed, 'expenses');
  return Array.from({ length: 60 }, (_, index) => ({
    expenseNo: `ME2610-${String(index + 1).padStart(3, '0')}`,
    responsibleCode: head,
    bookedOn: addDays(month.from, random.between(0, 30)),
    category: random.pick(categories),
    fen: random.between(880_000, 1_330_000),
  }));
}

export interface Campaign {
  readonly campaignNo: string;
  readonly name: string;
  readonly operatorCode: string;
  readonly heldOn: string;
  readonly costFen: Fen;
  readonly attributedFen: Fen;
}

/** Nobody held a campaign in September; in October the third operator held none. */
export function campaignsOf(seed: number): Campaign[] {
  const random = new Random(seed, 'campaigns');
  return [
    { name: '夏季渠道伙伴沙龙', operatorCode: 'E0009', heldOn: '2026-08-19' },
    { name: '智造展览会', operatorCode: 'E0007', heldOn: '2026-10-15' },
    { name: '金秋客户答谢会', operatorCode: 'E0007', heldOn: '2026-10-23' },
    { name: '新品线上直播', operatorCode: 'E0008', heldOn: '2026-10-21' },
  ].map((campaign, index) => {
    const costFen = roundThousands(random.between(4_000_000, 12_000_000));
    const attributedFen = Math.round((costFen * 3 * levelOf(seed, campaign.operatorCode, 'roi')) / 1000);
    return { campaignNo: `CP26-${String(index + 1).padStart(2, '0')}`, ...campaign, costFen, attributedFen };
  });
}

export const headcounts = ['2026-08-31', '2026-09-30', '2026-10-31'].map((monthEnd, index) => ({
  monthEnd,
  responsibleCode: head,
  people: [41, 40, 41][index] ?? 0,
}));
export const leavers = [
  { leaverNo: 'L26-03', responsibleCode: head, leftOn: '2026-09-25', post: 'sales_rep' },
  { leaverNo: 'L26-04', responsibleCode: head, leftOn: '2026-10-16', post: 'after_sales_rep' },
];
