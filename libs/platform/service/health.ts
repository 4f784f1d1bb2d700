import { Controller, Get, Inject, type Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Problem } from '../http/problem.js';

export interface HealthCheck {
  readonly part: string;
  /** Resolves when the part is well; rejects with the reason. */
  readonly check: () => Promise<unknown>;
}
export interface PartHealth {
  readonly part: string;
  readonly ok: boolean;
  readonly reason?: string;
}

export const databaseCheck = (database: DataSource): HealthCheck => ({
  part: 'database',
  check: () => database.query('select 1'),
});

/** Runs every check, each at most two seconds, so that one hanging part cannot hide the others. */
export async function checkParts(checks: readonly HealthCheck[]): Promise<PartHealth[]> {
  return Promise.all(
    checks.map(async ({ part, check }) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer within 2 s')), 2_000);
      });
      try {
        await Promise.race([check(), late]);
        return { part, ok: true };
      } catch (error) {
        return { part, ok: false, reason: error instanceof Error ? error.message : String(error) };
      } finally {
        clearTimeout(timer);
      }
    }),
  );
}

/** `GET /health` of a service's own port: 200 with its parts, or 503. Provide the checks under `HEALTH_CHECKS`. */
export const HEALTH_CHECKS = Symbol('HEALTH_CHECKS');

export function healthController(): Type<object> {
  @Controller('health')
  class HealthController {
    constructor(@Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[]) {}

    @Get()
    async health(): Promise<{ parts: PartHealth[] }> {
      const parts = await checkParts(this.checks);
      const failed = parts.filter((part) => !part.ok);
      if (failed.length > 0)
        throw new Problem(503, 'service.unavailable', failed.map((part) => `${part.part}: ${part.reason}`).join('; '));
      return { parts };
    }
  }
  return HealthController;
}
