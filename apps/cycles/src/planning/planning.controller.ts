import { Controller } from '@nestjs/common';
import { collectingCycles, launchedCycles, workingCalendar } from '../../../../libs/contracts/cycles/messages.js';
import type { RequestOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { PlanningService } from './planning.service.js';

/** What other services plan their own work by. */
@Controller()
export class PlanningController {
  constructor(private readonly planning: PlanningService) {}

  @Serves(workingCalendar)
  workingCalendar(_: RequestOf<typeof workingCalendar>, call: CyclesCall) {
    return this.planning.calendar(call);
  }

  @Serves(launchedCycles)
  launchedCycles(_: RequestOf<typeof launchedCycles>, call: CyclesCall) {
    return this.planning.launched(call);
  }

  @Serves(collectingCycles)
  collectingCycles(request: RequestOf<typeof collectingCycles>, call: CyclesCall) {
    return this.planning.collecting(request, call);
  }
}
