import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rolesHttp, type SavedView } from '../../../../libs/contracts/roles/http.js';
import { mostSavedViews } from '../../../../libs/contracts/roles/saved-views.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canUseSavedView } from '../../../../libs/domain/access/can-use-saved-view.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { actorOf, type RolesCall, scopeOf } from '../caller.js';
import { note } from '../history.js';
import { answerIdempotent } from '../idempotent.js';

type Http = typeof rolesHttp;

const columns = `view_id as "viewId", place, name, search`;

/** Each account's own: nobody else's are listed, changed or found. */
@Injectable()
export class SavedViewsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async list(
    { query: { place } }: InputOf<Http['listSavedViews']>,
    call: RolesCall,
  ): Promise<ReplyOf<Http['listSavedViews']>> {
    const { accountId } = actorOf(call);
    const items = await inTransaction(this.database, scopeOf(call), (transaction) =>
      transaction.query<SavedView>(
        `select ${columns} from roles.saved_view where company_id = $1 and account_id = $2 and place = $3 order by lower(name)`,
        [call.companyId, accountId, place],
      ),
    );
    return { items };
  }

  async create(input: InputOf<Http['createSavedView']>, call: RolesCall): Promise<SavedView> {
    const { accountId } = actorOf(call);
    const { place, name, search } = input.body;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, rolesHttp.createSavedView.subject, input, async () => {
        await refuseBeyondMost(transaction, call.companyId, accountId);
        const [view] = await transaction.query<SavedView>(
          `insert into roles.saved_view (company_id, account_id, place, name, search) values ($1, $2, $3, $4, $5)
           on conflict do nothing returning ${columns}`,
          [call.companyId, accountId, place, name, search],
        );
        if (!view) throw nameTaken(name);
        await this.note(transaction, call, 'saved_view.created', view.viewId, undefined, { place, name, search });
        return view;
      }),
    );
  }

  async rename({ params, body }: InputOf<Http['renameSavedView']>, call: RolesCall): Promise<SavedView> {
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const before = await findOwn(transaction, call, params.viewId);
      const [taken] = await transaction.query(
        `select view_id from roles.saved_view
         where company_id = $1 and account_id = $2 and place = $3 and lower(name) = lower($4) and view_id <> $5`,
        [call.companyId, actorOf(call).accountId, before.place, body.name, params.viewId],
      );
      if (taken) throw nameTaken(body.name);
      const [view] = await transaction.query<SavedView>(
        `update roles.saved_view set name = $3 where company_id = $1 and view_id = $2 returning ${columns}`,
        [call.companyId, params.viewId, body.name],
      );
      if (!view) throw notFound('saved_view', params.viewId);
      await this.note(transaction, call, 'saved_view.renamed', view.viewId, { name: before.name }, { name: view.name });
      return view;
    });
  }

  async remove({ params }: InputOf<Http['removeSavedView']>, call: RolesCall): Promise<Record<string, never>> {
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const { place, name, search } = await findOwn(transaction, call, params.viewId);
      await transaction.query('delete from roles.saved_view where company_id = $1 and view_id = $2', [
        call.companyId,
        params.viewId,
      ]);
      await this.note(transaction, call, 'saved_view.removed', params.viewId, { place, name, search }, undefined);
      return {};
    });
  }

  private note(
    transaction: Transaction,
    call: RolesCall,
    action: string,
    viewId: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    return note(transaction, call, { action, subjectType: 'saved_view', subjectId: viewId, before, after });
  }
}

/** Held against itself: two tabs that save at once are counted one after the other. */
async function refuseBeyondMost(transaction: Transaction, companyId: string, accountId: string): Promise<void> {
  await transaction.query('select 1 from roles.account where company_id = $1 and account_id = $2 for update', [
    companyId,
    accountId,
  ]);
  const [row] = await transaction.query<{ views: number }>(
    'select count(*)::int as views from roles.saved_view where company_id = $1 and account_id = $2',
    [companyId, accountId],
  );
  if ((row?.views ?? 0) < mostSavedViews) return;
  throw new Problem(
    409,
    'saved_view.too_many',
    `An account keeps at most ${mostSavedViews} views; remove one that you no longer need.`,
    { most: mostSavedViews },
  );
}

async function findOwn(transaction: Transaction, call: RolesCall, viewId: string): Promise<SavedView> {
  const [row] = await transaction.query<SavedView & { accountId: string }>(
    `select ${columns}, account_id as "accountId" from roles.saved_view where company_id = $1 and view_id = $2 for update`,
    [call.companyId, viewId],
  );
  if (!row || !canUseSavedView(actorOf(call), row)) throw notFound('saved_view', viewId);
  return row;
}

const nameTaken = (name: string): Problem =>
  new Problem(409, 'saved_view.name_taken', `A view of this list is called ${name} already; choose another name.`, {
    name,
  });
