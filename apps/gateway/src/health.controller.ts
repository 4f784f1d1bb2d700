import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { checkParts, HEALTH_CHECKS, type HealthCheck, type PartHealth } from '../../../libs/platform/service/index.js';

/** `GET /api/health`: 200 only when every part is well; which one is not stands in the answer. */
@Controller('api/health')
export class HealthController {
  constructor(@Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[]) {}

  @Get()
  async health(
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ status: 'ok' | 'degraded'; parts: PartHealth[] }> {
    const parts = await checkParts(this.checks);
    const well = parts.every((part) => part.ok);
    response.status(well ? 200 : 503).set('Cache-Control', 'no-store');
    return { status: well ? 'ok' : 'degraded', parts };
  }
}

/** A part answers for itself on its own port; its reason is passed on. */
export const partCheck = (part: string, url: string): HealthCheck => ({
  part,
  check: async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
  },
});
