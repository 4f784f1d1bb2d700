import { PassingFailure, retryAfterMs, withRetries } from './retry.js';

describe('a failure that may pass', () => {
  it('is not waited for when the source wants us away for long', async () => {
    let tries = 0;
    const work = async (): Promise<never> => {
      tries += 1;
      throw new PassingFailure('HTTP 429', 3_600_000);
    };
    await expect(withRetries(work, { maxAttempts: 5 })).rejects.toMatchObject({ code: 'source.unreachable' });
    expect(tries).toBe(1);
  });

  it('is the only kind that is tried again', async () => {
    let tries = 0;
    const work = async (): Promise<never> => {
      tries += 1;
      throw new Error('a bug');
    };
    await expect(withRetries(work, { maxAttempts: 5, firstDelayMs: 1 })).rejects.toThrow('a bug');
    expect(tries).toBe(1);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-10-05T00:00:00Z');
  it.each([
    ['120', 120_000],
    ['Mon, 05 Oct 2026 00:00:30 GMT', 30_000],
    ['Sun, 04 Oct 2026 00:00:30 GMT', 0],
    ['soon', null],
    [undefined, null],
  ])('reads %p as %p ms', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
