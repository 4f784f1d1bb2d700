import { Controller } from '@nestjs/common';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { AccountsService } from './accounts.service.js';

@Controller()
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Serves(rolesHttp.listAccounts)
  list(input: InputOf<typeof rolesHttp.listAccounts>, call: RolesCall) {
    return this.accounts.list(input, call);
  }

  @Serves(rolesHttp.createAccount)
  create(input: InputOf<typeof rolesHttp.createAccount>, call: RolesCall) {
    return this.accounts.create(input, call);
  }

  @Serves(rolesHttp.updateAccount)
  setDisabled(input: InputOf<typeof rolesHttp.updateAccount>, call: RolesCall) {
    return this.accounts.setDisabled(input, call);
  }

  @Serves(rolesHttp.setGrants)
  setGrants(input: InputOf<typeof rolesHttp.setGrants>, call: RolesCall) {
    return this.accounts.setGrants(input, call);
  }

  @Serves(rolesHttp.resetPassword)
  resetPassword(input: InputOf<typeof rolesHttp.resetPassword>, call: RolesCall) {
    return this.accounts.resetPassword(input, call);
  }
}
