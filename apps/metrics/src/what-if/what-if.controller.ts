import { Controller } from '@nestjs/common';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { WhatIfs } from './what-if.service.js';

@Controller()
export class WhatIfController {
  constructor(private readonly whatIfs: WhatIfs) {}

  @Serves(metricsHttp.standardEvidence)
  standardEvidence(input: InputOf<typeof metricsHttp.standardEvidence>, call: MetricsCall) {
    return this.whatIfs.evidence(input, call);
  }

  @Serves(metricsHttp.startWhatIf)
  startWhatIf(input: InputOf<typeof metricsHttp.startWhatIf>, call: MetricsCall) {
    return this.whatIfs.start(input, call);
  }

  @Serves(metricsHttp.getWhatIf)
  getWhatIf(input: InputOf<typeof metricsHttp.getWhatIf>, call: MetricsCall) {
    return this.whatIfs.get(input, call);
  }

  @Serves(metricsHttp.listWhatIfPeople)
  listWhatIfPeople(input: InputOf<typeof metricsHttp.listWhatIfPeople>, call: MetricsCall) {
    return this.whatIfs.people(input, call);
  }
}
