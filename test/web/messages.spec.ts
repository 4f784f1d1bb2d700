import { join } from 'node:path';
import { locales } from '../../libs/contracts/values.js';
import { appraisalStates, cycleStates, taskOutcomes, taskStages, verbs } from '../../libs/domain/cycle/stages.js';
import { messageFiles, textsOf, web } from './messages.js';
import { problemCodes } from './problem-codes.js';
import { usedKeys } from './used-keys.js';

const english = textsOf('en');

test('the three languages hold the same keys with the same values to fill in', () => {
  const shape = (locale: string) =>
    Object.entries(textsOf(locale))
      .map(([key, text]) => `${key} ${(text.match(/{{\w+}}/g) ?? []).sort()}`)
      .sort();
  for (const locale of locales) expect(shape(locale)).toEqual(shape('en'));
});

test('each file has its three languages, and a key stands in one file alone', () => {
  const of = (locale: string) => messageFiles.filter((file) => file.locale === locale);
  const names = (locale: string) =>
    of(locale)
      .map((file) => file.path.replace(`${locale}.json`, ''))
      .sort();
  for (const locale of locales) expect(names(locale)).toEqual(names('en'));
  const keys = of('en').flatMap((file) => Object.keys(file.texts));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('every state, stage, verb and outcome of the domain has a text', () => {
  const needed = [
    ...cycleStates.map((state) => `cycle.states.${state}`),
    ...appraisalStates.map((state) => `appraisalStage.${state}`),
    ...taskStages.map((stage) => `stage.${stage}`),
    ...verbs.flatMap((verb) => [`verb.${verb}`, `done.${verb}`]),
    ...taskOutcomes.map((outcome) => `outcome.${outcome}`),
  ];
  expect(needed.filter((key) => english[key] === undefined)).toEqual([]);
});

test('every problem a service can answer with is said in the reader’s language', () => {
  const codes = problemCodes();
  expect(codes.length).toBeGreaterThan(100);
  const key = (code: string) => `problem.code.${code.replaceAll('.', '_')}`;
  expect(codes.filter((code) => english[key(code)] === undefined)).toEqual([]);
});

test('every text the pages ask for is there', () => {
  const { whole, beginnings } = usedKeys(web);
  expect(whole.length).toBeGreaterThan(100);
  expect(whole.filter((key) => english[key] === undefined)).toEqual([]);
  const keys = Object.keys(english);
  expect(beginnings.filter((beginning) => !keys.some((key) => key.startsWith(beginning)))).toEqual([]);
});

test('what people see first asks for no text that comes later', () => {
  const later = /features\/(administration|launch|people|sources|standards)\//;
  const first = Object.keys(
    Object.assign({}, ...messageFiles.filter(({ path }) => !later.test(path)).map(({ texts }) => texts)),
  );
  for (const folder of [
    'app',
    'shared',
    'features/session',
    'features/home',
    'features/tasks',
    'features/notifications',
    'features/cycles',
    'features/appraisal',
    'features/results',
  ]) {
    const { whole, beginnings } = usedKeys(join(web, folder));
    expect({
      folder,
      whole: whole.filter((key) => !first.includes(key)),
      beginnings: beginnings.filter((beginning) => !first.some((key) => key.startsWith(beginning))),
    }).toEqual({ folder, whole: [], beginnings: [] });
  }
});

test('simplified texts hold no traditional signs of the commonest words, nor the other way round', () => {
  const traditional = /[個這來們時間說會請對項數標審籤級據單檔選擇確認]/;
  const simplified = /[个这来们时间说会请对项数标审签级据单选择确认]/;
  const mixed = (locale: string, other: RegExp, own: RegExp) =>
    Object.entries(textsOf(locale)).filter(([, text]) => [...text].some((sign) => other.test(sign) && !own.test(sign)));
  expect(mixed('zh-Hans', traditional, simplified)).toEqual([]);
  expect(mixed('zh-Hant', simplified, traditional)).toEqual([]);
});
