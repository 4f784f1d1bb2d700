import { Controller, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actingAccount } from '../../../../libs/contracts/roles/acting-account.js';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import { resolveSession, signIn, signOut } from '../../../../libs/contracts/roles/messages.js';
import type { InputOf, RequestOf } from '../../../../libs/contracts/route.js';
import { type Call, Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { findActor } from './acting-account.js';
import { findSession } from './resolve-session.js';
import { SessionsService } from './sessions.service.js';
import { closeSession, openSession } from './sign-in.js';

@Controller()
export class SessionsController {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    private readonly sessions: SessionsService,
  ) {}

  @Serves(signIn)
  signIn(credentials: RequestOf<typeof signIn>, call: Call) {
    return openSession(this.database, credentials, call.requestId);
  }

  @Serves(resolveSession)
  async resolve({ token }: RequestOf<typeof resolveSession>, _: Call) {
    return { session: await findSession(this.database, token) };
  }

  @Serves(actingAccount)
  async acting({ accountId }: RequestOf<typeof actingAccount>, call: Call) {
    return { actor: await findActor(this.database, call.companyId, accountId) };
  }

  @Serves(signOut)
  async signOut({ token }: RequestOf<typeof signOut>, call: Call) {
    await closeSession(this.database, token, call.requestId);
    return {};
  }

  @Serves(rolesHttp.getSession)
  me(_: InputOf<typeof rolesHttp.getSession>, call: RolesCall) {
    return this.sessions.me(call);
  }

  @Serves(rolesHttp.updateSession)
  setLocale(input: InputOf<typeof rolesHttp.updateSession>, call: RolesCall) {
    return this.sessions.setLocale(input, call);
  }

  @Serves(rolesHttp.changePassword)
  changePassword(input: InputOf<typeof rolesHttp.changePassword>, call: RolesCall) {
    return this.sessions.changePassword(input, call);
  }
}
