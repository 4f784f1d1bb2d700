import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canCreateStandardVersion } from '../../../../libs/domain/access/can-create-standard-version.js';
import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { companyToday } from '../organisation/company-today.js';
import { createVersion } from './create-version.js';
import { listVersions, readStandardsOn, readVersion } from './standard-rows.js';

type VersionReply = ReplyOf<typeof rolesHttp.getStandardVersion>;

/** Everybody signed in may read the standards: people know what they are measured by. */
@Injectable()
export class StandardsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async list(
    input: InputOf<typeof rolesHttp.listStandards>,
    call: RolesCall,
  ): Promise<ReplyOf<typeof rolesHttp.listStandards>> {
    actorOf(call);
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const on = input.query.on ?? (await companyToday(transaction));
      return { items: (await readStandardsOn(transaction, call.companyId, on)).map(summaryOf) };
    });
  }

  async versions(
    input: InputOf<typeof rolesHttp.listStandardVersions>,
    call: RolesCall,
  ): Promise<ReplyOf<typeof rolesHttp.listStandardVersions>> {
    actorOf(call);
    const { standardId } = input.params;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const items = await listVersions(transaction, call.companyId, standardId);
      if (items.length === 0) throw notFound('standard', standardId);
      return { items };
    });
  }

  async get(input: InputOf<typeof rolesHttp.getStandardVersion>, call: RolesCall): Promise<VersionReply> {
    actorOf(call);
    const { standardId, version } = input.params;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      requireVersion(transaction, call.companyId, standardId, version),
    );
  }

  async create(input: InputOf<typeof rolesHttp.createStandardVersion>, call: RolesCall): Promise<VersionReply> {
    refuseUnless(
      canCreateStandardVersion(actorOf(call)),
      'standard.not_allowed',
      'Only HR creates versions of standards.',
    );
    const { standardId } = input.params;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, 'roles.createStandardVersion', input, async () => {
        const { document, reason, expectedVersion } = input.body;
        const { version } = await createVersion(transaction, call, standardId, document, reason, expectedVersion);
        return requireVersion(transaction, call.companyId, standardId, version);
      }),
    );
  }
}

async function requireVersion(
  transaction: Transaction,
  companyId: string,
  standardId: string,
  version: number,
): Promise<VersionReply> {
  const found = await readVersion(transaction, companyId, standardId, version);
  if (!found) throw notFound('standard_version', `${standardId}/${version}`);
  return { ...found, document: { ...found.document } };
}

const summaryOf = (version: StandardVersion): ReplyOf<typeof rolesHttp.listStandards>['items'][number] => ({
  standardId: version.standardId,
  names: version.names,
  version: version.version,
  effectiveFrom: version.effectiveFrom,
  positions: Object.entries(version.positions).map(([positionId, { names }]) => ({ positionId, names })),
  kpiCount: version.kpis.length,
  dutyCount: version.duties.length,
});
