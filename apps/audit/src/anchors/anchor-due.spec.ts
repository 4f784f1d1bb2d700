import { anchorIsDue } from './anchor-due.js';

const [company, other] = ['0198c0de-0000-7000-8000-00000000c0de', '0198c0de-0000-7000-8000-00000000c0df'];
const head = (companyId: string) => ({ companyId, seq: 7, hash: 'ab'.repeat(32) });
const anchored = (...companyIds: string[]) => ({ at: '2026-11-04T09:30:00.000Z', streams: companyIds.map(head) });
const at = (time: string) => Date.parse(`2026-11-04T${time}:00.000Z`);

test.each([
  ['before anything is sealed', undefined, [], at('09:30'), false],
  ['when the first chain has begun', undefined, [head(company)], at('09:30'), true],
  ['within the hour', anchored(company), [head(company)], at('10:29'), false],
  ['an hour later', anchored(company), [head(company)], at('10:30'), true],
  ['when the only anchor was made before the chain began', anchored(), [head(company)], at('09:31'), true],
  ['when another company begins', anchored(company), [head(company), head(other)], at('09:31'), true],
] as const)('%s', (_, newest, heads, now, due) => {
  expect(anchorIsDue(newest, heads, now)).toBe(due);
});
