import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { Handovers } from './handovers.service.js';

type Http = typeof cyclesHttp;

@Controller()
export class HandoversController {
  constructor(private readonly handovers: Handovers) {}

  @Serves(cyclesHttp.transferTask)
  transferTask(input: InputOf<Http['transferTask']>, call: CyclesCall) {
    return this.handovers.transfer(input, call);
  }

  @Serves(cyclesHttp.delegateTask)
  delegateTask(input: InputOf<Http['delegateTask']>, call: CyclesCall) {
    return this.handovers.delegate(input, call);
  }

  @Serves(cyclesHttp.answerDelegation)
  answerDelegation(input: InputOf<Http['answerDelegation']>, call: CyclesCall) {
    return this.handovers.answer(input, call);
  }

  @Serves(cyclesHttp.takeBackTask)
  takeBackTask(input: InputOf<Http['takeBackTask']>, call: CyclesCall) {
    return this.handovers.takeBack(input, call);
  }

  @Serves(cyclesHttp.handoverCandidates)
  handoverCandidates(input: InputOf<Http['handoverCandidates']>, call: CyclesCall) {
    return this.handovers.candidates(input, call);
  }
}
