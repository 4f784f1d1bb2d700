import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { launchedCycles } from '../../../../libs/contracts/cycles/messages.js';
import type { Company, companyHttp } from '../../../../libs/contracts/roles/company.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { canConfigureCompany } from '../../../../libs/domain/access/can-configure-company.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { ServiceClient } from '../../../../libs/platform/messaging/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { note } from '../history.js';
import { readCompany, writeCompany } from './company-rows.js';
import { requireTimeZone } from './time-zone.js';

@Injectable()
export class CompaniesService {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  async get(call: RolesCall): Promise<Company> {
    actorOf(call);
    return inTransaction(this.database, scopeOf(call), (transaction) => readCompany(transaction, call.companyId));
  }

  async update(input: InputOf<typeof companyHttp.updateCompany>, call: RolesCall): Promise<Company> {
    refuseUnless(
      canConfigureCompany(actorOf(call)),
      'company.not_allowed',
      'Only administrators change what is set for the whole company.',
    );
    const { body } = input;
    const { companyId } = call;
    if (body.timeZone !== (await this.get(call)).timeZone) await this.requireNoCycle(call);
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const { version, ...before } = await readCompany(transaction, companyId, 'for update');
      if (version !== input.ifMatch) {
        throw new Problem(
          409,
          'request.stale_version',
          `The company is at version ${version} now; read it again and repeat the change.`,
          { current: version },
        );
      }
      await requireTimeZone(transaction.query, body.timeZone);
      await writeCompany(transaction, companyId, body);
      await note(transaction, call, {
        action: 'company.settings_changed',
        subjectType: 'company',
        subjectId: companyId,
        before,
        after: body,
      });
      return readCompany(transaction, companyId);
    });
  }

  private async requireNoCycle(call: RolesCall): Promise<void> {
    const { count } = await this.client.ask(launchedCycles, {}, call);
    if (count === 0) return;
    throw new Problem(
      409,
      'company.time_zone_fixed',
      `The company has ${count} cycles, whose deadlines and days are reckoned in its time zone; it cannot be changed any more.`,
      { count },
    );
  }
}
