import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appraisalStates, cycleStates, taskOutcomes, taskStages, verbs } from '../../libs/domain/cycle/stages.js';

const folder = join(process.cwd(), 'apps/web/src/app/messages');
const flat = (value: unknown, prefix = ''): Record<string, string> =>
  typeof value === 'string'
    ? { [prefix]: value }
    : Object.assign(
        {},
        ...Object.entries(value as object).map(([key, inner]) => flat(inner, prefix === '' ? key : `${prefix}.${key}`)),
      );
const texts = Object.fromEntries(
  readdirSync(folder).map((file) => [file, flat(JSON.parse(readFileSync(join(folder, file), 'utf8')))]),
);

test('the three languages hold the same keys with the same values to fill in', () => {
  const [first, ...others] = Object.values(texts);
  const shape = (messages: Record<string, string> = {}) =>
    Object.entries(messages).map(([key, text]) => [key, (text.match(/{{\w+}}/g) ?? []).sort()]);
  expect(Object.keys(texts)).toHaveLength(3);
  for (const other of others) expect(shape(other)).toEqual(shape(first));
});

test('every state, stage, verb and outcome of the domain has a text', () => {
  const needed = [
    ...cycleStates.map((state) => `cycle.states.${state}`),
    ...appraisalStates.map((state) => `appraisalStage.${state}`),
    ...taskStages.map((stage) => `stage.${stage}`),
    ...verbs.flatMap((verb) => [`verb.${verb}`, `done.${verb}`]),
    ...taskOutcomes.map((outcome) => `outcome.${outcome}`),
  ];
  expect(needed.filter((key) => texts['en.json']?.[key] === undefined)).toEqual([]);
});
