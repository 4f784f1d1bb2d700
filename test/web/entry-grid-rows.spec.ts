import { blankRows, filledRows, mostRows, pasted } from '../../apps/web/src/features/sources/grid-rows.js';

const headers = ['no', 'day', 'score'];

test('cells of a spreadsheet are put in from the cell they are pasted into, in as many rows as they need', () => {
  const rows = pasted(blankRows(1), headers, { row: 0, column: 1 }, '2026-10-01\t92\r\n2026-10-02\t88\r\n');
  expect(filledRows(rows, headers)).toEqual([
    { day: '2026-10-01', score: '92' },
    { day: '2026-10-02', score: '88' },
  ]);
});

test('what lies right of the last column or below the greatest number of rows is left', () => {
  const rows = pasted(blankRows(1), headers, { row: 0, column: 2 }, Array(300).fill('1\t2\t3').join('\n'));
  expect(rows).toHaveLength(mostRows);
  expect(filledRows(rows, headers)[0]).toEqual({ score: '1' });
});

test('a row with blanks alone is not sent', () => {
  expect(filledRows([{ key: 'a', cells: { no: ' ', day: '' } }], headers)).toEqual([]);
});
