import { Controller } from '@nestjs/common';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import { fetchSource } from '../../../../libs/contracts/metrics/messages.js';
import type { InputOf, RequestOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { BatchesService } from './batches.service.js';
import { QuarantineService } from './quarantine.service.js';

@Controller()
export class BatchesController {
  constructor(
    private readonly batches: BatchesService,
    private readonly quarantine: QuarantineService,
  ) {}

  @Serves(metricsHttp.fetchBatch)
  fetchBatch(input: InputOf<typeof metricsHttp.fetchBatch>, call: MetricsCall) {
    return this.batches.fetch(input, call);
  }

  @Serves(metricsHttp.uploadBatch)
  uploadBatch(input: InputOf<typeof metricsHttp.uploadBatch>, call: MetricsCall) {
    return this.batches.upload(input, call);
  }

  @Serves(metricsHttp.enterRows)
  enterRows(input: InputOf<typeof metricsHttp.enterRows>, call: MetricsCall) {
    return this.batches.enter(input, call);
  }

  @Serves(metricsHttp.listBatches)
  listBatches(input: InputOf<typeof metricsHttp.listBatches>, call: MetricsCall) {
    return this.batches.list(input, call);
  }

  @Serves(metricsHttp.getBatch)
  getBatch(input: InputOf<typeof metricsHttp.getBatch>, call: MetricsCall) {
    return this.batches.get(input, call);
  }

  @Serves(metricsHttp.listQuarantinedRows)
  listQuarantinedRows(input: InputOf<typeof metricsHttp.listQuarantinedRows>, call: MetricsCall) {
    return this.quarantine.list(input, call);
  }

  @Serves(metricsHttp.resolveQuarantinedRow)
  resolveQuarantinedRow(input: InputOf<typeof metricsHttp.resolveQuarantinedRow>, call: MetricsCall) {
    return this.quarantine.resolve(input, call);
  }

  @Serves(metricsHttp.reevaluateQuarantine)
  reevaluateQuarantine(input: InputOf<typeof metricsHttp.reevaluateQuarantine>, call: MetricsCall) {
    return this.quarantine.reevaluate(input, call);
  }

  @Serves(fetchSource)
  fetchSource(request: RequestOf<typeof fetchSource>, call: MetricsCall) {
    return this.batches.fetchForCycle(request, call);
  }
}
