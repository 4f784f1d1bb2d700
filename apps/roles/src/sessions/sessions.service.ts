import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Me, rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { loginKey } from '../accounts/account-rows.js';
import { hashPassword, passwordFits, requireStrongPassword } from '../accounts/password.js';
import { endSessions } from '../accounts/write-account.js';
import { actorOf, type RolesCall, scopeOf } from '../caller.js';
import { note } from '../history.js';
import { beginAttempt } from './attempts.js';

@Injectable()
export class SessionsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async me(call: RolesCall): Promise<Me> {
    const actor = actorOf(call);
    return inTransaction(this.database, scopeOf(call), (transaction) => readMe(transaction, call.companyId, actor));
  }

  async setLocale(input: InputOf<typeof rolesHttp.updateSession>, call: RolesCall): Promise<Me> {
    const actor = actorOf(call);
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const before = await readMe(transaction, call.companyId, actor);
      await transaction.query(
        `with mine as (update roles.account set locale = $3 where company_id = $1 and account_id = $2 returning person_id)
         update roles.person p set locale = $3 from mine where p.company_id = $1 and p.person_id = mine.person_id`,
        [call.companyId, actor.accountId, input.body.locale],
      );
      await note(transaction, call, {
        action: 'account.locale_changed',
        subjectType: 'account',
        subjectId: actor.accountId,
        aboutPersonId: actor.personId,
        before: { locale: before.locale },
        after: input.body,
      });
      return readMe(transaction, call.companyId, actor);
    });
  }

  async changePassword(
    input: InputOf<typeof rolesHttp.changePassword>,
    call: RolesCall,
  ): Promise<Record<string, never>> {
    const actor = actorOf(call);
    const { currentPassword, newPassword } = input.body;
    const account = await inTransaction(this.database, scopeOf(call), async (transaction) => {
      const [row] = await transaction.query<{ login: string; password_hash: string }>(
        'select login, password_hash from roles.account where company_id = $1 and account_id = $2',
        [call.companyId, actor.accountId],
      );
      if (!row) throw notFound('account', actor.accountId);
      return row;
    });
    requireStrongPassword(newPassword, account.login);
    // A stolen session guesses the password no faster than a stranger.
    const attempt = await beginAttempt(this.database, loginKey(account.login), `session ${actor.sessionId}`);
    if (!(await passwordFits(currentPassword, account.password_hash))) {
      throw new Problem(422, 'password.wrong', 'The current password is not right; type it again.');
    }
    const passwordHash = await hashPassword(newPassword);
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      await transaction.query('delete from roles.sign_in_attempt where attempt_id = $1', [attempt.attemptId]);
      await transaction.query('update roles.account set password_hash = $3 where company_id = $1 and account_id = $2', [
        call.companyId,
        actor.accountId,
        passwordHash,
      ]);
      await endSessions(transaction, call.companyId, actor.accountId, actor.sessionId);
      await note(transaction, call, {
        action: 'account.password_changed',
        subjectType: 'account',
        subjectId: actor.accountId,
        aboutPersonId: actor.personId,
      });
      return {};
    });
  }
}

async function readMe(transaction: Transaction, companyId: string, actor: Actor): Promise<Me> {
  const [row] = await transaction.query<Omit<Me, 'grants' | 'sourceIds'>>(
    `select a.account_id as "accountId", a.login, a.locale, c.names ->> a.locale as "companyName",
            c.default_locale as "companyLocale", c.watermark, c.time_zone as "timeZone",
            case when p.person_id is not null then jsonb_build_object(
              'personId', p.person_id, 'employeeCode', p.employee_code, 'name', p.name) end as person,
            exists (select from roles.assignment r
                    where r.company_id = a.company_id and r.manager_id = a.person_id and r.recorded_to is null
                      and r.valid_from <= roles.today() and (r.valid_to is null or roles.today() < r.valid_to)
                   ) as "isManager"
     from roles.account a join roles.company c using (company_id)
     left join roles.person p using (company_id, person_id)
     where a.company_id = $1 and a.account_id = $2`,
    [companyId, actor.accountId],
  );
  if (!row) throw notFound('account', actor.accountId);
  return { ...row, grants: [...actor.grants], sourceIds: [...actor.sourceIds] };
}
