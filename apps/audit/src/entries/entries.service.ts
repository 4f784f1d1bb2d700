import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { auditHttp } from '../../../../libs/contracts/audit/http.js';
import type { entriesOf } from '../../../../libs/contracts/audit/messages.js';
import type { AnswerOf, InputOf, ReplyOf, RequestOf } from '../../../../libs/contracts/route.js';
import { canReadHistory } from '../../../../libs/domain/access/can-read-history.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import { append } from '../append.js';
import { type AuditCall, actorOf, refuseUnless } from '../caller.js';
import { cursorOf, entryIdOf } from './cursor.js';
import { entriesOfSubjects } from './entries-of-subjects.js';
import { entryOf } from './entry-row.js';
import { listEntries } from './list-entries.js';

@Injectable()
export class EntriesService {
  constructor(private readonly database: DataSource) {}

  async list(
    { query }: InputOf<typeof auditHttp.listEntries>,
    call: AuditCall,
  ): Promise<ReplyOf<typeof auditHttp.listEntries>> {
    refuseUnless(canReadHistory(actorOf(call)));
    const { cursor, limit, ...filter } = query;
    const readerId = actorOf(call).personId;
    return inTransaction(this.database, { companyId: call.companyId, personId: readerId }, async (transaction) => {
      const beforeEntryId = entryIdOf(cursor);
      const page = { companyId: call.companyId, readerId, beforeEntryId, limit: limit + 1 };
      const rows = await listEntries(transaction, filter, page);
      // Reading about others is itself history; the following pages belong to the same reading.
      if (cursor === undefined)
        await append(transaction, call, {
          action: 'audit.history_read',
          subjectType: 'history',
          subjectId: call.companyId,
          after: { filter },
        });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return { items: shown.map(entryOf), next: rows.length > limit && last ? cursorOf(last.entry_id) : null };
    });
  }

  /** For services alone: the one that asks has decided who may see the trace, and records that it was read. */
  async ofSubjects(
    { subjects, after, limit }: RequestOf<typeof entriesOf>,
    call: Call,
  ): Promise<AnswerOf<typeof entriesOf>> {
    const rows = await inTransaction(this.database, { companyId: call.companyId }, (transaction) =>
      entriesOfSubjects(transaction, call.companyId, subjects, { afterEntryId: entryIdOf(after), limit: limit + 1 }),
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { entries: shown.map(entryOf), next: rows.length > limit && last ? cursorOf(last.entry_id) : null };
  }
}
