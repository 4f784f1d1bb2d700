import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { Withdrawals } from './withdrawals.service.js';

@Controller()
export class WithdrawalsController {
  constructor(private readonly withdrawals: Withdrawals) {}

  @Serves(cyclesHttp.withdrawDecision)
  withdrawDecision(input: InputOf<typeof cyclesHttp.withdrawDecision>, call: CyclesCall) {
    return this.withdrawals.withdraw(input, call);
  }
}
