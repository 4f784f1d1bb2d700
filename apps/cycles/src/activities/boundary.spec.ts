import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Problem } from '../../../../libs/platform/http/index.js';
import { atBoundary, heartbeating } from './boundary.js';

const failing = (error: Error) => () => Promise.reject(error);

describe('an activity at its boundary', () => {
  it('turns a refusal into a failure that is not tried again, with all the problem said', async () => {
    const problem = new Problem(422, 'standard.weights_zero', 'All weights are 0.', { standardId: 'sales' });
    await expect(atBoundary(failing(problem))).rejects.toMatchObject({
      type: 'standard.weights_zero',
      nonRetryable: true,
      details: [problem.toDetails()],
    });
  });

  it.each([408, 429, 500, 503])('leaves a %i to be tried again', async (status) => {
    const problem = new Problem(status, 'service.unavailable', 'away');
    const seen = await atBoundary(failing(problem)).catch((error: unknown) => error);
    expect(seen).toBe(problem);
    expect(seen).not.toBeInstanceOf(ApplicationFailure);
  });

  it('leaves what nobody expected to be tried again', async () => {
    const crash = new TypeError('undefined is not a function');
    await expect(atBoundary(failing(crash))).rejects.toBe(crash);
  });

  it('beats while it works, and no longer', async () => {
    jest.useFakeTimers();
    try {
      const environment = new MockActivityEnvironment();
      let beats = 0;
      environment.on('heartbeat', () => {
        beats += 1;
      });
      const work = () => new Promise<string>((resolve) => setTimeout(() => resolve('scored'), 35_000));
      const result = environment.run(() => heartbeating(work));
      await jest.advanceTimersByTimeAsync(35_000);
      expect(await result).toBe('scored');
      expect(beats).toBe(3);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(beats).toBe(3);
    } finally {
      jest.useRealTimers();
    }
  });
});
