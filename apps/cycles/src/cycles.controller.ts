import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../libs/contracts/route.js';
import { Serves } from '../../../libs/platform/messaging/index.js';
import type { CyclesCall } from './caller.js';
import { DecisionsService } from './decide/decisions.service.js';
import { LaunchService } from './launch/launch.service.js';
import { SteeringService } from './steer/steering.service.js';

type Http = typeof cyclesHttp;

/** What changes something; reading is reading/reading.controller.ts. */
@Controller()
export class CyclesController {
  constructor(
    private readonly launches: LaunchService,
    private readonly decisions: DecisionsService,
    private readonly steering: SteeringService,
  ) {}

  @Serves(cyclesHttp.preLaunchCheck)
  preLaunchCheck(input: InputOf<Http['preLaunchCheck']>, call: CyclesCall) {
    return this.launches.check(input, call);
  }

  @Serves(cyclesHttp.launchCycle)
  launchCycle(input: InputOf<Http['launchCycle']>, call: CyclesCall) {
    return this.launches.launch(input, call);
  }

  @Serves(cyclesHttp.decideTask)
  decideTask(input: InputOf<Http['decideTask']>, call: CyclesCall) {
    return this.decisions.decide(input, call);
  }

  @Serves(cyclesHttp.decideBatch)
  decideBatch(input: InputOf<Http['decideBatch']>, call: CyclesCall) {
    return this.decisions.decideBatch(input, call);
  }

  @Serves(cyclesHttp.extendStage)
  extendStage(input: InputOf<Http['extendStage']>, call: CyclesCall) {
    return this.steering.extend(input, call);
  }

  @Serves(cyclesHttp.pauseCycle)
  pauseCycle(input: InputOf<Http['pauseCycle']>, call: CyclesCall) {
    return this.steering.pause(input, call);
  }

  @Serves(cyclesHttp.resumeCycle)
  resumeCycle(input: InputOf<Http['resumeCycle']>, call: CyclesCall) {
    return this.steering.resume(input, call);
  }

  @Serves(cyclesHttp.cancelCycle)
  cancelCycle(input: InputOf<Http['cancelCycle']>, call: CyclesCall) {
    return this.steering.cancel(input, call);
  }

  @Serves(cyclesHttp.excludePerson)
  excludePerson(input: InputOf<Http['excludePerson']>, call: CyclesCall) {
    return this.steering.excludePerson(input, call);
  }

  @Serves(cyclesHttp.addPerson)
  addPerson(input: InputOf<Http['addPerson']>, call: CyclesCall) {
    return this.steering.addPerson(input, call);
  }
}
