import { Controller } from '@nestjs/common';
import { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import {
  collectionExceptions,
  collectionStatus,
  freezeCollection,
  openCollection,
} from '../../../../libs/contracts/metrics/messages.js';
import type { InputOf, RequestOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { CollectionsService } from './collections.service.js';

@Controller()
export class CollectionsController {
  constructor(private readonly collections: CollectionsService) {}

  @Serves(metricsHttp.listCycleSources)
  listCycleSources(input: InputOf<typeof metricsHttp.listCycleSources>, call: MetricsCall) {
    return this.collections.listCycleSources(input, call);
  }

  @Serves(metricsHttp.signOffSource)
  signOffSource(input: InputOf<typeof metricsHttp.signOffSource>, call: MetricsCall) {
    return this.collections.signOff(input, call);
  }

  @Serves(openCollection)
  openCollection(request: RequestOf<typeof openCollection>, call: MetricsCall) {
    return this.collections.open(request, call);
  }

  @Serves(freezeCollection)
  freezeCollection(request: RequestOf<typeof freezeCollection>, call: MetricsCall) {
    return this.collections.freeze(request, call);
  }

  @Serves(collectionStatus)
  collectionStatus(request: RequestOf<typeof collectionStatus>, call: MetricsCall) {
    return this.collections.status(request, call);
  }

  @Serves(collectionExceptions)
  collectionExceptions(request: RequestOf<typeof collectionExceptions>, call: MetricsCall) {
    return this.collections.exceptions(request, call);
  }
}
