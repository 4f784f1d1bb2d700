import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../platform/config/index.js';
import { ScoreDocumentError, scoreDocument } from './score-document.js';
import { jsonSchemaOf, type PublishedFormat, publishedFormats } from './score-format.js';

const folder = join(projectRoot, 'docs/formats');
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const example = (name: string) => readJson(join(folder, 'examples', name));
const formats = Object.keys(publishedFormats) as PublishedFormat[];

describe('published formats', () => {
  it.each(formats)(
    'docs/formats/%s.schema.json is what the code reads (KAOHE_WRITE_FORMATS=1 writes it anew)',
    (format) => {
      const file = join(folder, `${format}.schema.json`);
      const schema = jsonSchemaOf(format);
      if (process.env.KAOHE_WRITE_FORMATS === '1') writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
      expect(readJson(file)).toEqual(JSON.parse(JSON.stringify(schema)));
    },
  );

  it('read every shipped standard', () => {
    const standards = join(projectRoot, 'apps/roles/standards');
    const files = readdirSync(standards).filter((file) => file.endsWith('.v1.json'));
    expect(files).toHaveLength(6);
    for (const file of files)
      expect(publishedFormats.standard.safeParse(readJson(join(standards, file))).error).toBeUndefined();
  });

  it('refuse a number where digits as text are asked for', () => {
    const standard = example('standard.json');
    standard.kpis[0].rawWeight = 40;
    expect(() => scoreDocument(standard, example('inputs.json'))).toThrow(ScoreDocumentError);
  });
});

describe('the example pair', () => {
  it('gives the printed run, which its own schema accepts', () => {
    const run = scoreDocument(example('standard.json'), example('inputs.json'));
    if (process.env.KAOHE_WRITE_FORMATS === '1')
      writeFileSync(join(folder, 'examples/run.json'), `${JSON.stringify(run, null, 2)}\n`);
    expect(JSON.parse(JSON.stringify(run))).toEqual(example('run.json'));
    expect(publishedFormats.run.safeParse(run).error).toBeUndefined();
  });

  it('comes out the same from observations as from figures, in any order', () => {
    const inputs = example('inputs.json');
    const byPerson = new Map(
      scoreDocument(example('standard.json'), inputs).people.map((one) => [one.person, one.result]),
    );
    expect(byPerson.get('from observations')?.total).toBe(byPerson.get('from figures')?.total);
    for (const person of inputs.people)
      for (const segment of person.segments) if (segment.observations) segment.observations.reverse();
    const reversed = scoreDocument(example('standard.json'), inputs);
    expect(reversed.people).toEqual(example('run.json').people);
  });
});

describe('inputs that cannot be scored', () => {
  const score = (change: (inputs: ReturnType<typeof example>) => void) => {
    const inputs = example('inputs.json');
    change(inputs);
    return () => scoreDocument(example('standard.json'), inputs);
  };
  const withCode = (code: string) => expect.objectContaining({ code });

  it.each<[string, string, (inputs: ReturnType<typeof example>) => void]>([
    [
      'a position no standard has',
      'inputs.standard_unknown',
      (i) => {
        i.people[0].segments[0].positionId = 'gardener';
      },
    ],
    [
      'a segment outside the period',
      'inputs.segment_outside_period',
      (i) => {
        i.people[0].segments[0].to = '2027-01-01';
      },
    ],
    [
      'a period that ends before it begins',
      'inputs.period_reversed',
      (i) => {
        i.period.to = i.period.from;
      },
    ],
    [
      'an unknown field',
      'inputs.unreadable',
      (i) => {
        i.people[0].nickname = 'x';
      },
    ],
    [
      'a value that is not a number',
      'inputs.unreadable',
      (i) => {
        i.people[0].bonus = 'NaN';
      },
    ],
  ])('refuses %s', (_, code, change) => {
    expect(score(change)).toThrow(withCode(code));
  });
});
