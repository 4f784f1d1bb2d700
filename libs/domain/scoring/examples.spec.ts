import { runExamples, type WorkedExample } from './index.js';
import { kpi, standard } from './testing/build.js';

const example = (expect: WorkedExample['expect']): WorkedExample => ({
  exampleId: 'by_hand',
  positionId: 'worker',
  kind: 'month',
  inputs: { a: '90' },
  expect,
});
const run = (expected: WorkedExample['expect']) =>
  runExamples(standard([kpi('a')], { examples: [example(expected)] }))[0];

describe('a worked example', () => {
  it('holds when every number it names comes out', () => {
    expect(run({ lines: { a: '90.0' }, total: '90', grade: 'A' })).toEqual({
      exampleId: 'by_hand',
      ok: true,
      differences: [],
    });
  });

  it('fails with what was expected and what came', () => {
    expect(run({ lines: { a: '91' }, total: '91', grade: 'S' })).toEqual({
      exampleId: 'by_hand',
      ok: false,
      differences: [
        { what: 'a', expected: '91', got: '90.00' },
        { what: 'total', expected: '91', got: '90.00' },
        { what: 'grade', expected: 'S', got: 'A' },
      ],
    });
  });

  it('fails when it expects no score where there is one, or a KPI that is not there', () => {
    expect(run({ lines: { a: null } })?.differences).toEqual([{ what: 'a', expected: null, got: '90.00' }]);
    expect(run({ lines: { other: '90' } })?.differences).toEqual([{ what: 'other', expected: '90', got: null }]);
  });
});
