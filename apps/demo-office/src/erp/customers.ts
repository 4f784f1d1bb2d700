import { holding, joinerCode, people, sellers } from '../company/people.js';
import { addDays, daysBetween, historyFrom, laterOf, month } from '../month.js';
import { Random } from '../random.js';
import { levelOf, shareAt } from '../skill.js';

export interface Customer {
  readonly customerNo: string;
  readonly name: string;
  readonly grade: 'A' | 'B' | 'C';
  readonly ownerCode: string;
  /** Day of the first order. */
  readonly wonOn: string;
  /** Orders again in the demo's month. */
  readonly returns: boolean;
}

const keyAccountReps = new Set(holding('key_account_rep').map((person) => person.code));
export const isKeyAccountRep = (code: string): boolean => keyAccountReps.has(code);

/** First day of the month on which the person is there. */
export const firstDayOf = (code: string): string => {
  const hiredOn = people.find((person) => person.code === code)?.hiredOn ?? month.from;
  return laterOf(hiredOn, month.from);
};

/** Customers of before, of whom some come back, and those won in the month. */
export function customersOf(seed: number): Customer[] {
  return sellers
    .flatMap(({ code }) => [...oldCustomers(seed, code), ...newCustomers(seed, code)])
    .map((customer, index) => ({ ...customer, customerNo: `C${String(index + 1).padStart(5, '0')}` }));
}

type Unnumbered = Omit<Customer, 'customerNo'>;

function oldCustomers(seed: number, ownerCode: string): Unnumbered[] {
  const random = new Random(seed, `customers/${ownerCode}`);
  const count = oldCount(random, ownerCode);
  const returning = Math.round((count * shareAt(300, levelOf(seed, ownerCode, 'repurchase'))) / 1000);
  return random.marks(count, returning).map((returns) => ({
    name: nameOf(random),
    grade: gradeOf(random),
    ownerCode,
    wonOn: addDays(historyFrom, random.between(0, daysBetween(historyFrom, month.from) - 1)),
    returns,
  }));
}

function oldCount(random: Random, ownerCode: string): number {
  if (ownerCode === joinerCode) return 40;
  return isKeyAccountRep(ownerCode) ? random.between(26, 38) : random.between(115, 145);
}

function newCustomers(seed: number, ownerCode: string): Unnumbered[] {
  const random = new Random(seed, `new customers/${ownerCode}`);
  const firstDay = firstDayOf(ownerCode);
  const onTarget = isKeyAccountRep(ownerCode) || ownerCode === joinerCode ? 2 : 5;
  const count = Math.round((onTarget * levelOf(seed, ownerCode, 'new customers') + random.between(-400, 700)) / 1000);
  return Array.from({ length: count }, () => ({
    name: nameOf(random),
    grade: gradeOf(random),
    ownerCode,
    wonOn: addDays(firstDay, random.between(0, daysBetween(firstDay, month.to) - 1)),
    returns: false,
  }));
}

function gradeOf(random: Random): Customer['grade'] {
  const drawn = random.between(1, 100);
  return drawn <= 13 ? 'A' : drawn <= 50 ? 'B' : 'C';
}

const places = ['沪东', '苏州', '杭城', '粤海', '鹏程', '莞邑', '京华', '津门', '鲁南', '中原', '江北', '闽江'];
const words = [
  '恒信',
  '联创',
  '瑞丰',
  '博远',
  '嘉禾',
  '天成',
  '启明',
  '华宇',
  '众合',
  '安达',
  '永兴',
  '德润',
  '正源',
  '汇通',
];
const trades = ['机电', '贸易', '科技', '建材', '食品', '医疗', '物流', '服饰', '家居', '电子'];

const nameOf = (random: Random): string => `${random.pick(places)}${random.pick(words)}${random.pick(trades)}有限公司`;
