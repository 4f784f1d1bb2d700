import { inLines } from '../../apps/web/src/shared/appraisal/in-lines.js';

test.each([
  ['Sales against plan', 12, 'Sales\nagainst plan'],
  ['新客戶開發數量', 12, '新客戶開發數\n量'],
  ['活動ROI（產出／投入）', 12, '活動ROI（產\n出／投入）'],
  ['Complaints', 4, 'Complaints'],
  ['許文博 E0013', 12, '許文博 E0013'],
  ['', 12, ''],
])('“%s” in lines of %i narrow signs', (label, most, lines) => {
  expect(inLines(label, most)).toBe(lines);
});
