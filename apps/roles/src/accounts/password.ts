import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../../../../libs/platform/http/index.js';
import { isCommonPassword } from './common-passwords.js';

/** OWASP's least for Argon2id; some 25 ms on one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Without rules of composition a length of its own has to do. */
const leastCharacters = 10;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost);

/** Compared with when an account is unknown, so that the answer takes as long as for a wrong password. */
let unknownAccount: Promise<string> | undefined;

export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  unknownAccount ??= hashPassword(generatePassword());
  const fits = await verify(stored ?? (await unknownAccount), password.normalize('NFKC'));
  return stored !== null && fits;
}

/** Refuses what an attacker tries first: short, common, or the login itself. */
export function requireStrongPassword(password: string, login: string): void {
  if ([...password].length < leastCharacters) {
    throw new Problem(
      422,
      'password.too_short',
      `The password has ${[...password].length} characters; take at least ${leastCharacters}.`,
      { seen: [...password].length, least: leastCharacters },
    );
  }
  if (isCommonPassword(password) || password.toLowerCase().includes(login.toLowerCase())) {
    throw new Problem(
      422,
      'password.common',
      'The password is among those tried first (a common one, or made of the login); take another one.',
    );
  }
}

/** No characters that are taken for one another. 20 of 54 are 115 bits. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const generatePassword = (): string =>
  Array.from({ length: 20 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
