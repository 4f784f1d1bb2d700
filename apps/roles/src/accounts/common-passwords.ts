/**
 * The passwords that are tried first everywhere (public breach corpora, those of at least ten characters and their like in
 * pinyin). Compared without case and without what people add at the ends.
 */
const stems = [
  '1234567890',
  '0123456789',
  '9876543210',
  '1111111111',
  '0000000000',
  '1212121212',
  '1qaz2wsx3edc',
  'qazwsxedcrfv',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
  'q1w2e3r4t5',
  '1q2w3e4r5t',
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
  'admin',
  'superman',
  'football',
  'baseball',
  'princess',
  'sunshine',
  'trustno1',
  'abcdefghij',
  'abcdefgh',
  'abc123',
  'a123456789',
  'woaini',
  'woaini1314',
  '5201314',
  '1314520',
  'aini1314',
  'wodemima',
  'mima',
  'zhongguo',
  'beijing',
  'shanghai',
  'caonima',
  'nihao',
  'kaohe',
  'jixiao',
  'changeme',
  'default',
  'secret',
  'monkey',
  'dragon',
  'master',
  'hello',
  'shadow',
  'michael',
  'computer',
  'internet',
  'samsung',
  'google',
  'company',
];
const common = new Set(stems);

/** True for a stem alone, repeated, or with only digits and marks around it ("Password2026!"). */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase().normalize('NFKC');
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const unit = smallestUnit(plain);
  return [plain, core, unit].some((part) => common.has(part)) || unit.length <= 3 || isRun(plain);
}

/** "abcabcabc" is made of "abc". */
function smallestUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (text === unit.repeat(Math.ceil(text.length / length)).slice(0, text.length)) return unit;
  }
  return text;
}

/** Each character follows the one before: "23456789", "hgfedcba". */
function isRun(text: string): boolean {
  const steps = new Set([...text].slice(1).map((character, index) => character.charCodeAt(0) - text.charCodeAt(index)));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}
