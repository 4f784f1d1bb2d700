import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canEditOrganisation } from '../../../../libs/domain/access/can-edit-organisation.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { note } from '../history.js';
import { answerIdempotent } from '../idempotent.js';

type Position = ReplyOf<typeof rolesHttp.createPosition>;

@Injectable()
export class PositionsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  /** Names of positions are known to everybody in the company. */
  async list(call: RolesCall): Promise<{ items: Position[] }> {
    actorOf(call);
    return inTransaction(this.database, scopeOf(call), async (transaction) => ({
      items: await transaction.query<Position>(
        `select p.position_id as "positionId", p.names, s.standard_id as "standardId"
         from roles.position p left join (
           roles.standards_on(roles.today()) s join roles.standard_position sp
             on sp.company_id = $1 and sp.standard_id = s.standard_id and sp.version = s.version
         ) on sp.position_id = p.position_id
         where p.company_id = $1 order by s.standard_id, p.position_id`,
        [call.companyId],
      ),
    }));
  }

  async create(input: InputOf<typeof rolesHttp.createPosition>, call: RolesCall): Promise<Position> {
    refuseUnless(
      canEditOrganisation(actorOf(call)),
      'organisation.not_allowed',
      'Only HR and administrators create positions.',
    );
    const { positionId, names } = input.body;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, 'roles.createPosition', input, async () => {
        const created = await transaction.query(
          `insert into roles.position (company_id, position_id, names) values ($1, $2, $3)
           on conflict do nothing returning position_id`,
          [call.companyId, positionId, names],
        );
        if (created.length === 0) {
          throw new Problem(
            409,
            'position.exists',
            `There is a position ${positionId} already; choose a different code.`,
            { positionId },
          );
        }
        await note(transaction, call, {
          action: 'position.created',
          subjectType: 'position',
          subjectId: positionId,
          after: input.body,
        });
        return { positionId, names, standardId: null };
      }),
    );
  }
}
