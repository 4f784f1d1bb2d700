import { isCommonPassword } from './common-passwords.js';
import { generatePassword, hashPassword, passwordFits, requireStrongPassword } from './password.js';

it.each([
  '1234567890',
  'Password2026!',
  'qwertyuiop',
  'woaini1314',
  'abcabcabcabc',
  '23456789ab'.slice(0, 8),
  'hgfedcba',
])('%s is among the first tried', (password) => {
  expect(isCommonPassword(password)).toBe(true);
});
it.each(['correct horse battery', '考核制度很公平真的', 'Kx8-river-74-lamp', generatePassword()])(
  '%s is not',
  (password) => {
    expect(isCommonPassword(password)).toBe(false);
  },
);

it.each([
  ['short', 'lin.mei', 'password.too_short'],
  ['iloveyou2026', 'lin.mei', 'password.common'],
  ['my-lin.mei-pass', 'lin.mei', 'password.common'],
])('%s is refused for %s', (password, login, code) => {
  expect(() => requireStrongPassword(password, login)).toThrow(expect.objectContaining({ code }));
});

it('a password fits its own hash only, and none fits an unknown account', async () => {
  const stored = await hashPassword('river-lamp-74');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFits('river-lamp-74', stored)).toBe(true);
  expect(await passwordFits('river-lamp-75', stored)).toBe(false);
  expect(await passwordFits('river-lamp-74', null)).toBe(false);
});
