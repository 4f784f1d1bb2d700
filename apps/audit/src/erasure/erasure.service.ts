import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { auditHttp } from '../../../../libs/contracts/audit/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canErasePerson } from '../../../../libs/domain/access/can-erase-person.js';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import { answerOnce } from '../../../../libs/platform/messaging/index.js';
import { append } from '../append.js';
import { type AuditCall, actorOf, refuseUnless } from '../caller.js';
import { erasureAction } from '../chain/verify-stream.js';

@Injectable()
export class ErasureService {
  constructor(private readonly database: DataSource) {}

  async erasePerson(
    { params, body, idempotencyKey }: InputOf<typeof auditHttp.erasePerson>,
    call: AuditCall,
  ): Promise<ReplyOf<typeof auditHttp.erasePerson>> {
    const actor = actorOf(call);
    refuseUnless(canErasePerson(actor, params.personId));
    // What was written a moment ago gets its link, and with it the key that is about to go.
    await runStatement(this.database, 'select audit.seal_entries(10000)');
    const { companyId } = call;
    return inTransaction(this.database, { companyId, personId: actor.personId }, (transaction) =>
      answerOnce(
        transaction,
        'audit',
        {
          companyId,
          accountId: actor.accountId,
          subject: auditHttp.erasePerson.subject,
          key: idempotencyKey ?? '',
          content: { params, body },
        },
        async () => {
          const [erased] = await transaction.query<{ key_id: string; entries: number }>(
            'select key_id, entries from audit.erase_person($1, $2)',
            [companyId, params.personId],
          );
          // About nobody: this entry is under the company's key and stays readable.
          await append(transaction, call, {
            action: erasureAction,
            subjectType: 'person',
            subjectId: params.personId,
            after: { keyId: erased?.key_id ?? null, entriesErased: erased?.entries ?? 0 },
            reason: body.reason,
          });
          return { entriesErased: erased?.entries ?? 0 };
        },
      ),
    );
  }
}
