import { Controller } from '@nestjs/common';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { ImportsService } from './imports.service.js';

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Serves(rolesHttp.importOrganisation)
  load(input: InputOf<typeof rolesHttp.importOrganisation>, call: RolesCall) {
    return this.imports.load(input, call);
  }

  @Serves(rolesHttp.getOrganisationImport)
  get(input: InputOf<typeof rolesHttp.getOrganisationImport>, call: RolesCall) {
    return this.imports.get(input, call);
  }

  @Serves(rolesHttp.organisationTemplate)
  template(_: InputOf<typeof rolesHttp.organisationTemplate>, call: RolesCall) {
    return this.imports.template(call);
  }
}
