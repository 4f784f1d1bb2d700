import { Controller } from '@nestjs/common';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import { computeRun, lineEvidence, replayRuns, runResults } from '../../../../libs/contracts/metrics/messages.js';
import type { InputOf, RequestOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { RunsService } from './runs.service.js';

@Controller()
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Serves(metricsHttp.listRuns)
  listRuns(input: InputOf<typeof metricsHttp.listRuns>, call: MetricsCall) {
    return this.runs.list(input, call);
  }

  @Serves(metricsHttp.getRunResult)
  getRunResult(input: InputOf<typeof metricsHttp.getRunResult>, call: MetricsCall) {
    return this.runs.result(input, call);
  }

  @Serves(metricsHttp.listLineEvidence)
  listLineEvidence(input: InputOf<typeof metricsHttp.listLineEvidence>, call: MetricsCall) {
    return this.runs.listEvidence(input, call);
  }

  @Serves(computeRun)
  computeRun(request: RequestOf<typeof computeRun>, call: MetricsCall) {
    return this.runs.compute(request, call);
  }

  @Serves(runResults)
  runResults(request: RequestOf<typeof runResults>, call: MetricsCall) {
    return this.runs.results(request, call);
  }

  @Serves(replayRuns)
  replayRuns(request: RequestOf<typeof replayRuns>, call: MetricsCall) {
    return this.runs.replay(request, call);
  }

  @Serves(lineEvidence)
  lineEvidence(request: RequestOf<typeof lineEvidence>, call: MetricsCall) {
    return this.runs.evidence(request, call);
  }
}
