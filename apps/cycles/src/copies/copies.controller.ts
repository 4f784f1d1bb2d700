import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { Copies } from './copies.service.js';

type Http = typeof cyclesHttp;

@Controller()
export class CopiesController {
  constructor(private readonly copies: Copies) {}

  @Serves(cyclesHttp.copyAppraisal)
  copyAppraisal(input: InputOf<Http['copyAppraisal']>, call: CyclesCall) {
    return this.copies.copy(input, call);
  }

  @Serves(cyclesHttp.copyCandidates)
  copyCandidates(input: InputOf<Http['copyCandidates']>, call: CyclesCall) {
    return this.copies.candidates(input, call);
  }

  @Serves(cyclesHttp.listCopies)
  listCopies(input: InputOf<Http['listCopies']>, call: CyclesCall) {
    return this.copies.received(input, call);
  }
}
