import { sourceDefinitions } from '../../apps/demo-office/src/source-definitions.js';
import { valueAt, withValueAt } from '../../apps/web/src/features/sources/editor/at-path.js';
import { checkDraft, issueWithin } from '../../apps/web/src/features/sources/editor/draft-issues.js';
import { changesBetween } from '../../apps/web/src/features/sources/editor/fact-diff.js';
import { linesOf, textOfLines } from '../../apps/web/src/features/sources/editor/lines.js';
import { blankSource, type SourceDraft } from '../../apps/web/src/features/sources/editor/source-draft.js';

const drafts = sourceDefinitions().map((definition): SourceDraft => ({ ...definition, enabled: true, version: 1 }));
const oa = drafts.find(({ sourceId }) => sourceId === 'oa');
if (!oa) throw new Error('the demo company has no OA');

test('a source as it is kept is right as a draft, and stays what it was', () => {
  for (const draft of drafts) {
    const { issues, configuration } = checkDraft(draft);
    expect(issues).toEqual([]);
    expect(configuration).toEqual(draft.configuration);
  }
});

test('a blank source of each kind says what it lacks, at its place', () => {
  for (const kind of ['sql', 'http', 'file'] as const) {
    const { issues, configuration } = checkDraft(blankSource(kind));
    expect(configuration).toBeNull();
    const kinds = (path: (string | number)[]) => issueWithin(issues, path)?.kind;
    expect(kinds(['sourceId'])).toBe('missing');
    expect(kinds(['names', 'en'])).toBe('missing');
    expect(kinds(['configuration', 'datasets', 0, 'names', 'zh-Hans'])).toBe('missing');
    expect(kinds(['configuration', 'inputs'])).toBe('missing');
    expect(kinds(['configuration', 'datasets', 0, 'mapping', 'rowKey'])).toBe('missing');
  }
});

const mapping = ['configuration', 'datasets', 0, 'mapping'];
const value = [...mapping, 'observations', 0, 'value'];
test.each([
  ['text that is no JSON', value, '{"column": ', value, 'notJson'],
  ['an expression with a wrong name', value, { column: 'a', colour: 'b' }, value, 'unknownKeys'],
  ['an expression of no known form', value, { colour: 'b' }, value, 'noKnownForm'],
  ['a number that is no decimal', value, { constant: 'many' }, [...value, 'constant'], 'form'],
  [
    'a fault deep within',
    value,
    { when: { all: [{ column: 'a', atLeast: 'x' }] }, is: { constant: '1' }, otherwise: { constant: '0' } },
    [...value, 'when', 'all', 0, 'atLeast'],
    'form',
  ],
  [
    'an input it does not declare',
    [...mapping, 'observations', 0, 'input'],
    'salary',
    ['configuration', 'datasets'],
    'input_undeclared',
  ],
  [
    'a secret instead of its name',
    ['configuration', 'auth', 'token'],
    'abc',
    ['configuration', 'auth', 'token'],
    'form',
  ],
  ['a time limit out of bounds', ['configuration', 'timeoutMs'], 1, ['configuration', 'timeoutMs'], 'tooSmall'],
])('%s is found where it stands', (_, path, put, place, kind) => {
  const { issues } = checkDraft(withValueAt(oa, path, put));
  expect(issues.map((issue) => [issue.path, issue.kind])).toEqual([[place, kind]]);
});

test('a value is put in and taken out without touching the rest', () => {
  const tree = { a: [{ b: 1, c: 2 }, { b: 3 }], d: 4 };
  expect(withValueAt(tree, ['a', 0, 'b'], 9)).toEqual({ a: [{ b: 9, c: 2 }, { b: 3 }], d: 4 });
  expect(withValueAt(tree, ['a', 0, 'b'], undefined)).toEqual({ a: [{ c: 2 }, { b: 3 }], d: 4 });
  expect(Object.keys(withValueAt(tree, ['a'], []))).toEqual(['a', 'd']);
  expect(valueAt(withValueAt({}, ['x', 'y'], 1), ['x', 'y'])).toBe(1);
  expect(tree.a[0]).toEqual({ b: 1, c: 2 });
});

test('what changed, came and went is told apart', () => {
  const fact = (key: string, text: string) => ({ key, label: key.toUpperCase(), text });
  expect(
    changesBetween([fact('a', '1'), fact('b', '2'), fact('c', '3')], [fact('c', '3'), fact('a', '9'), fact('d', '4')]),
  ).toEqual([
    { key: 'a', label: 'A', before: '1', after: '9' },
    { key: 'd', label: 'D', before: null, after: '4' },
    { key: 'b', label: 'B', before: '2', after: null },
  ]);
});

test('pairs are lines, with and without a value', () => {
  const lines = linesOf('from = {from}\n\n until={to}\nonly\nwhere = a=b');
  expect(lines).toEqual([
    ['from', '{from}'],
    ['until', '{to}'],
    ['only', ''],
    ['where', 'a=b'],
  ]);
  expect(linesOf(textOfLines(lines))).toEqual(lines);
});
