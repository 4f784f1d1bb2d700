import { Controller } from '@nestjs/common';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { SavedViewsService } from './saved-views.service.js';

type Http = typeof rolesHttp;

@Controller()
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  @Serves(rolesHttp.listSavedViews)
  list(input: InputOf<Http['listSavedViews']>, call: RolesCall) {
    return this.views.list(input, call);
  }

  @Serves(rolesHttp.createSavedView)
  create(input: InputOf<Http['createSavedView']>, call: RolesCall) {
    return this.views.create(input, call);
  }

  @Serves(rolesHttp.renameSavedView)
  rename(input: InputOf<Http['renameSavedView']>, call: RolesCall) {
    return this.views.rename(input, call);
  }

  @Serves(rolesHttp.removeSavedView)
  remove(input: InputOf<Http['removeSavedView']>, call: RolesCall) {
    return this.views.remove(input, call);
  }
}
