import { Controller } from '@nestjs/common';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { StandardsService } from './standards.service.js';

@Controller()
export class StandardsController {
  constructor(private readonly standards: StandardsService) {}

  @Serves(rolesHttp.listStandards)
  list(input: InputOf<typeof rolesHttp.listStandards>, call: RolesCall) {
    return this.standards.list(input, call);
  }

  @Serves(rolesHttp.listStandardVersions)
  versions(input: InputOf<typeof rolesHttp.listStandardVersions>, call: RolesCall) {
    return this.standards.versions(input, call);
  }

  @Serves(rolesHttp.getStandardVersion)
  get(input: InputOf<typeof rolesHttp.getStandardVersion>, call: RolesCall) {
    return this.standards.get(input, call);
  }

  @Serves(rolesHttp.createStandardVersion)
  create(input: InputOf<typeof rolesHttp.createStandardVersion>, call: RolesCall) {
    return this.standards.create(input, call);
  }
}
