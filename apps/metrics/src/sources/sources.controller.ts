import { Controller } from '@nestjs/common';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import { sourceNames, sourceReadiness } from '../../../../libs/contracts/metrics/messages.js';
import type { InputOf, RequestOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { SourcesService } from './sources.service.js';

@Controller()
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  @Serves(metricsHttp.listSources)
  listSources(_: InputOf<typeof metricsHttp.listSources>, call: MetricsCall) {
    return this.sources.list(call);
  }

  @Serves(metricsHttp.listSourceNames)
  listSourceNames(_: InputOf<typeof metricsHttp.listSourceNames>, call: MetricsCall) {
    return this.sources.namesFor(call);
  }

  @Serves(sourceNames)
  sourceNames(_: RequestOf<typeof sourceNames>, call: MetricsCall) {
    return this.sources.names(call);
  }

  @Serves(metricsHttp.getSource)
  getSource(input: InputOf<typeof metricsHttp.getSource>, call: MetricsCall) {
    return this.sources.get(input, call);
  }

  @Serves(metricsHttp.createSource)
  createSource(input: InputOf<typeof metricsHttp.createSource>, call: MetricsCall) {
    return this.sources.create(input, call);
  }

  @Serves(metricsHttp.updateSource)
  updateSource(input: InputOf<typeof metricsHttp.updateSource>, call: MetricsCall) {
    return this.sources.update(input, call);
  }

  @Serves(metricsHttp.setSourceSchedule)
  setSourceSchedule(input: InputOf<typeof metricsHttp.setSourceSchedule>, call: MetricsCall) {
    return this.sources.setSchedule(input, call);
  }

  @Serves(metricsHttp.testSource)
  testSource(input: InputOf<typeof metricsHttp.testSource>, call: MetricsCall) {
    return this.sources.test(input, call);
  }

  @Serves(metricsHttp.testSourceDraft)
  testSourceDraft(input: InputOf<typeof metricsHttp.testSourceDraft>, call: MetricsCall) {
    return this.sources.testDraft(input, call);
  }

  @Serves(metricsHttp.getSourceTemplate)
  getSourceTemplate(input: InputOf<typeof metricsHttp.getSourceTemplate>, call: MetricsCall) {
    return this.sources.template(input, call);
  }

  @Serves(sourceReadiness)
  sourceReadiness(request: RequestOf<typeof sourceReadiness>, call: MetricsCall) {
    return this.sources.readiness(request, call);
  }
}
