import { Controller } from '@nestjs/common';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { TargetsService } from './targets.service.js';

@Controller()
export class TargetsController {
  constructor(private readonly targets: TargetsService) {}

  @Serves(rolesHttp.listPeriodTargets)
  list(input: InputOf<typeof rolesHttp.listPeriodTargets>, call: RolesCall) {
    return this.targets.list(input, call);
  }

  @Serves(rolesHttp.putPeriodTargets)
  put(input: InputOf<typeof rolesHttp.putPeriodTargets>, call: RolesCall) {
    return this.targets.put(input, call);
  }
}
