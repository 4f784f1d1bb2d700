import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { LateDataService } from './late-data.service.js';

@Controller()
export class LateDataController {
  constructor(private readonly lateData: LateDataService) {}

  @Serves(cyclesHttp.lateData)
  read(input: InputOf<typeof cyclesHttp.lateData>, call: CyclesCall) {
    return this.lateData.read(input, call);
  }

  @Serves(cyclesHttp.lateDataEffects)
  effects(input: InputOf<typeof cyclesHttp.lateDataEffects>, call: CyclesCall) {
    return this.lateData.effects(input, call);
  }

  @Serves(cyclesHttp.proposeLateData)
  propose(input: InputOf<typeof cyclesHttp.proposeLateData>, call: CyclesCall) {
    return this.lateData.propose(input, call);
  }

  @Serves(cyclesHttp.decideLateData)
  decide(input: InputOf<typeof cyclesHttp.decideLateData>, call: CyclesCall) {
    return this.lateData.decide(input, call);
  }
}
