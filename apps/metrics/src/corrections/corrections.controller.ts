import { Controller } from '@nestjs/common';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { CorrectionsService } from './corrections.service.js';

@Controller()
export class CorrectionsController {
  constructor(private readonly corrections: CorrectionsService) {}

  @Serves(metricsHttp.listLoadedRows)
  listLoadedRows(input: InputOf<typeof metricsHttp.listLoadedRows>, call: MetricsCall) {
    return this.corrections.list(input, call);
  }

  @Serves(metricsHttp.correctRow)
  correctRow(input: InputOf<typeof metricsHttp.correctRow>, call: MetricsCall) {
    return this.corrections.correct(input, call);
  }
}
