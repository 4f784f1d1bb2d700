import { Controller, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { admitLateData, previewLateData } from '../../../../libs/contracts/metrics/late-data.js';
import type { RequestOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { admitOnce, preview } from './admit-late-data.js';

/** Asked by cycles alone, which knows who may see and approve it. */
@Controller()
export class LateDataController {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
  ) {}

  @Serves(previewLateData)
  previewLateData(request: RequestOf<typeof previewLateData>, call: MetricsCall) {
    return preview(this.database, this.organisation, call, request);
  }

  @Serves(admitLateData)
  admitLateData(request: RequestOf<typeof admitLateData>, call: MetricsCall) {
    return admitOnce(this.database, this.organisation, call, request);
  }
}
