import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Account, rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canChangeAccount } from '../../../../libs/domain/access/can-change-account.js';
import { canCreateAccount } from '../../../../libs/domain/access/can-create-account.js';
import { canSeeAccounts } from '../../../../libs/domain/access/can-see-accounts.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { defaultLocaleOf } from '../companies/company-rows.js';
import { note } from '../history.js';
import { requireReferences } from '../organisation/references.js';
import { keyOf, pageOf } from '../page-cursor.js';
import { listAccounts, requireAccount } from './account-rows.js';
import { generatePassword, hashPassword } from './password.js';
import { createAccount, endSessions, replaceGrants, tellChanged } from './write-account.js';

@Injectable()
export class AccountsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async list(
    input: InputOf<typeof rolesHttp.listAccounts>,
    call: RolesCall,
  ): Promise<ReplyOf<typeof rolesHttp.listAccounts>> {
    refuseUnless(
      canSeeAccounts(actorOf(call)),
      'account.not_allowed',
      'Only administrators and auditors see the accounts.',
    );
    const { cursor, search, limit } = input.query;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const rows = await listAccounts(transaction, { companyId: call.companyId, search, after: keyOf(cursor), limit });
      return pageOf(rows, limit, ({ key: _, ...account }) => account);
    });
  }

  async create(
    input: InputOf<typeof rolesHttp.createAccount>,
    call: RolesCall,
  ): Promise<ReplyOf<typeof rolesHttp.createAccount>> {
    refuseUnless(
      canCreateAccount(actorOf(call), input.body.personId),
      'account.not_allowed',
      'Only administrators create accounts, and not a second one for themselves.',
    );
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      await requireReferences(transaction, call.companyId, { managerId: input.body.personId });
      const { accountId, initialPassword } = await createAccount(transaction, call, {
        ...input.body,
        locale: input.body.locale ?? (await defaultLocaleOf(transaction, call.companyId)),
      });
      return { ...(await requireAccount(transaction, call.companyId, accountId)), initialPassword };
    });
  }

  async setDisabled(input: InputOf<typeof rolesHttp.updateAccount>, call: RolesCall): Promise<Account> {
    const { disabled, reason } = input.body;
    return this.change(input.params.accountId, call, async (transaction, before) => {
      await transaction.query(
        `update roles.account set disabled_at = case when $3 then coalesce(disabled_at, platform.now()) end
         where company_id = $1 and account_id = $2`,
        [call.companyId, before.accountId, disabled],
      );
      if (disabled) await endSessions(transaction, call.companyId, before.accountId, null);
      return {
        action: disabled ? 'account.disabled' : 'account.enabled',
        before: { disabledAt: before.disabledAt },
        reason,
      };
    });
  }

  async setGrants(input: InputOf<typeof rolesHttp.setGrants>, call: RolesCall): Promise<Account> {
    const { grants, reason } = input.body;
    return this.change(input.params.accountId, call, async (transaction, before) => {
      await replaceGrants(transaction, call, before.accountId, grants);
      return { action: 'account.grants_changed', before: { grants: before.grants }, after: { grants }, reason };
    });
  }

  async resetPassword(
    input: InputOf<typeof rolesHttp.resetPassword>,
    call: RolesCall,
  ): Promise<{ initialPassword: string }> {
    const initialPassword = generatePassword();
    await this.change(input.params.accountId, call, async (transaction, before) => {
      await transaction.query('update roles.account set password_hash = $3 where company_id = $1 and account_id = $2', [
        call.companyId,
        before.accountId,
        await hashPassword(initialPassword),
      ]);
      await endSessions(transaction, call.companyId, before.accountId, null);
      return { action: 'account.password_reset', reason: input.body.reason };
    });
    return { initialPassword };
  }

  private async change(
    accountId: string,
    call: RolesCall,
    work: (
      transaction: Transaction,
      before: Account,
    ) => Promise<{ action: string; before?: unknown; after?: unknown; reason: string }>,
  ): Promise<Account> {
    refuseUnless(
      canChangeAccount(actorOf(call), accountId),
      'account.not_allowed',
      'Only administrators change accounts, and nobody their own; ask another administrator.',
    );
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      await transaction.query('select from roles.account where company_id = $1 and account_id = $2 for update', [
        call.companyId,
        accountId,
      ]);
      const before = await requireAccount(transaction, call.companyId, accountId);
      const done = await work(transaction, before);
      await note(transaction, call, {
        ...done,
        subjectType: 'account',
        subjectId: accountId,
        aboutPersonId: before.person?.personId ?? null,
      });
      await tellChanged(transaction, call.companyId, accountId);
      return requireAccount(transaction, call.companyId, accountId);
    });
  }
}
