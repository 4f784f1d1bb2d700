import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeePeriodTargets } from '../../../../libs/domain/access/can-see-period-targets.js';
import { canSetPeriodTarget } from '../../../../libs/domain/access/can-set-period-target.js';
import type { CycleKind, StandardVersion } from '../../../../libs/domain/scoring/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { note } from '../history.js';
import { requireReferences } from '../organisation/references.js';
import { readStandardsOn } from '../standards/standard-rows.js';
import { readTargets } from './target-rows.js';
import { targetFault, wantedTargets } from './wanted-targets.js';

type PutBody = InputOf<typeof rolesHttp.putPeriodTargets>['body'];
type GivenTarget = PutBody['targets'][number];
type Listed = ReplyOf<typeof rolesHttp.listPeriodTargets>;

@Injectable()
export class TargetsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async list(input: InputOf<typeof rolesHttp.listPeriodTargets>, call: RolesCall): Promise<Listed> {
    refuseUnless(
      canSeePeriodTargets(actorOf(call)),
      'target.not_allowed',
      'Only HR and auditors see the targets of a period.',
    );
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      listed(transaction, call.companyId, input.query),
    );
  }

  async put(input: InputOf<typeof rolesHttp.putPeriodTargets>, call: RolesCall): Promise<Listed> {
    const actor = actorOf(call);
    const { targets, reason, ...period } = input.body;
    refuseUnless(
      targets.every((target) => canSetPeriodTarget(actor, target.personId)),
      'target.not_allowed',
      'Only HR sets targets, and nobody their own; ask a colleague.',
    );
    refuseWrongPeriod(period);
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const standards = await readStandardsOn(transaction, call.companyId, period.from);
      for (const target of targets) {
        refuseUnwanted(standards, period.kind, target);
        await requireReferences(transaction, call.companyId, { managerId: target.personId });
      }
      const before = await readTargets(transaction, call.companyId, period);
      await write(transaction, call, period, targets, reason ?? null);
      await note(transaction, call, {
        action: 'period_target.set',
        subjectType: 'period',
        subjectId: `${period.kind}/${period.from}`,
        before: before.filter((set) => targets.some((target) => sameTarget(set, target))),
        after: targets,
        reason: reason ?? null,
      });
      return listed(transaction, call.companyId, period);
    });
  }
}

async function listed(
  transaction: Transaction,
  companyId: string,
  { kind, from, to }: { kind: CycleKind; from: string; to: string },
): Promise<Listed> {
  const set = await readTargets(transaction, companyId, { from, to });
  const standards = await readStandardsOn(transaction, companyId, from);
  const items = standards
    .flatMap((version) => wantedTargets(version, kind))
    .flatMap((wanted) => {
      const own = set.filter((target) => ofSamePost(target, wanted));
      const ofPosition = own.find((target) => target.personId === null);
      const persons = own.filter((target) => target.personId !== null);
      return [
        {
          ...wanted,
          personId: null,
          personName: null,
          value: ofPosition?.value ?? null,
          setAt: ofPosition?.setAt ?? null,
        },
        ...persons.map(({ personId, personName, value, setAt }) => ({ ...wanted, personId, personName, value, setAt })),
      ];
    });
  return { items };
}

/** A target set again with the same value stays as it was recorded. */
async function write(
  transaction: Transaction,
  call: RolesCall,
  { from, to }: { from: string; to: string },
  targets: readonly GivenTarget[],
  reason: string | null,
): Promise<void> {
  await transaction.query(
    `with given as (
       select * from jsonb_to_recordset($4::jsonb)
         as g("standardId" text, "kpiId" text, "positionId" text, "personId" uuid, value numeric)
     )
     update roles.period_target t set recorded_to = platform.now() from given g
     where t.company_id = $1 and t.valid_from = $2 and t.valid_to = $3 and t.recorded_to is null
       and t.standard_id = g."standardId" and t.kpi_id = g."kpiId" and t.position_id = g."positionId"
       and t.person_id is not distinct from g."personId" and t.value <> g.value`,
    [call.companyId, from, to, JSON.stringify(targets)],
  );
  await transaction.query(
    `insert into roles.period_target (company_id, valid_from, valid_to, standard_id, kpi_id, position_id, person_id, value,
                                      recorded_by, reason)
     select $1, $2, $3, g."standardId", g."kpiId", g."positionId", g."personId", g.value, $5, $6
     from jsonb_to_recordset($4::jsonb)
       as g("standardId" text, "kpiId" text, "positionId" text, "personId" uuid, value numeric)
     on conflict do nothing`,
    [call.companyId, from, to, JSON.stringify(targets), call.actor?.accountId ?? null, reason],
  );
}

const monthsOfKind = { month: 1, quarter: 3, year: 12 } as const;

function refuseWrongPeriod({ kind, from, to }: { kind: CycleKind; from: string; to: string }): void {
  const start = new Date(`${from}T00:00:00Z`);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + monthsOfKind[kind], 1));
  if (start.getUTCDate() === 1 && end.toISOString().slice(0, 10) === to) return;
  throw new Problem(
    422,
    'period.invalid',
    `${from} to ${to} is no ${kind}; give the first day and the first day after the end.`,
    { kind, from, to },
  );
}

function refuseUnwanted(standards: readonly StandardVersion[], kind: CycleKind, target: GivenTarget): void {
  const version = standards.find((standard) => standard.standardId === target.standardId);
  const wanted = version && wantedTargets(version, kind).some((one) => ofSamePost(one, target));
  if (!version || !wanted) {
    throw new Problem(
      422,
      'target.not_wanted',
      `${target.standardId} sets no target of ${target.kpiId} for ${target.positionId} by the ${kind}; look at the list of those wanted.`,
      { standardId: target.standardId, kpiId: target.kpiId, positionId: target.positionId },
    );
  }
  const fault = targetFault(version, target);
  if (fault === null) return;
  throw new Problem(422, 'target.unfit', `The target ${target.value} of ${target.kpiId} does not fit: ${fault}`, {
    kpiId: target.kpiId,
    value: target.value,
  });
}

type Post = Pick<GivenTarget, 'standardId' | 'kpiId' | 'positionId'>;
const ofSamePost = (a: Post, b: Post): boolean =>
  a.standardId === b.standardId && a.kpiId === b.kpiId && a.positionId === b.positionId;
const sameTarget = (a: Post & { personId: string | null }, b: Post & { personId: string | null }): boolean =>
  ofSamePost(a, b) && a.personId === b.personId;
