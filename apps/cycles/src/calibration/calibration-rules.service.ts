import { Inject, Injectable } from '@nestjs/common';
import type { CalibrationRuleSettings, CalibrationRulesOfKind } from '../../../../libs/contracts/cycles/calibration.js';
import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { type CycleKind, cycleKinds } from '../../../../libs/contracts/values.js';
import { canLaunchCycle } from '../../../../libs/domain/access/can-launch-cycle.js';
import { canSeeRoutes } from '../../../../libs/domain/access/can-see-routes.js';
import { defaultCalibration, type RulesProblem, rulesProblem } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, Problem } from '../../../../libs/platform/http/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { type NameOf, namesFor } from '../reading/people-names.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { type RulesRow, readRulesRows } from './rules-rows.js';

type Http = typeof cyclesHttp;

/** What a company says of its grades; a cycle takes it along when it is launched. */
@Injectable()
export class CalibrationRulesService {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async list(call: CyclesCall): Promise<ReplyOf<Http['listCalibrationRules']>> {
    if (!canSeeRoutes(actorOf(call)))
      throw forbidden(
        'calibration_rules.not_allowed',
        'Only HR, administrators and auditors see the quotas of grades.',
      );
    return { items: await this.read(call) };
  }

  async put(
    { params: { kind }, body, ifMatch = 0 }: InputOf<Http['putCalibrationRules']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['putCalibrationRules']>> {
    const call = actingCall(unchecked);
    if (!canLaunchCycle(call.actor))
      throw forbidden(
        'calibration_rules.change_not_allowed',
        'Only HR who is a person of the company changes the quotas of grades.',
      );
    const problem = rulesProblem(body.quotas);
    if (problem) throw unfit(problem);
    await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      write(transaction, call, kind, body, ifMatch),
    );
    const kept = (await this.read(call)).find((one) => one.kind === kind);
    if (!kept) throw new Error(`every kind has rules, ${kind} too`);
    return kept;
  }

  private async read(call: CyclesCall): Promise<CalibrationRulesOfKind[]> {
    const rows = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      readRulesRows(transaction, call.companyId),
    );
    const people = rows.map(({ changedByPersonId }) => changedByPersonId);
    const nameOf = await namesFor(this.ports, call, people);
    return cycleKinds.map((kind) => {
      const row = rows.find((one) => one.kind === kind);
      return ofKind(kind, row, nameOf);
    });
  }
}

const ofKind = (kind: CycleKind, row: RulesRow | undefined, nameOf: NameOf): CalibrationRulesOfKind => {
  const { minGroup, quotas } = row ?? defaultCalibration;
  return {
    kind,
    version: row?.version ?? 0,
    changedAt: row?.changedAt.toISOString() ?? null,
    changedBy: row ? { personId: row.changedByPersonId, name: nameOf(row.changedByPersonId) } : null,
    rules: { minGroup, quotas: [...quotas] },
  };
};

async function write(
  transaction: Transaction,
  call: ActingCall,
  kind: CycleKind,
  { minGroup, quotas }: CalibrationRuleSettings,
  seen: number,
): Promise<void> {
  const { companyId, actor, requestId } = call;
  await transaction.query(`select pg_advisory_xact_lock(hashtextextended('cycles.calibration_rules/' || $1, 0))`, [
    companyId,
  ]);
  const before = (await readRulesRows(transaction, companyId)).find((row) => row.kind === kind);
  const current = before?.version ?? 0;
  if (current !== seen)
    throw new Problem(
      409,
      'calibration_rules.stale_version',
      `You saw version ${seen} of the quotas, but they are at version ${current}; read them again.`,
      { seen, current },
    );
  await transaction.query(
    `insert into cycles.calibration_rules (company_id, kind, version, min_group, quotas, changed_by_person_id, changed_at)
     values ($1, $2, $3, $4, $5, $6, platform.now())`,
    [companyId, kind, current + 1, minGroup, JSON.stringify(quotas), actor.personId],
  );
  const was = before ?? defaultCalibration;
  await writeHistory(transaction, call, {
    action: 'calibration_rules.changed',
    subjectType: 'calibration_rules',
    subjectId: kind,
    before: { minGroup: was.minGroup, quotas: was.quotas, version: current },
    after: { minGroup, quotas, version: current + 1 },
    by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId },
  });
}

function unfit({ code, grade }: RulesProblem): Problem {
  const why = {
    grade_twice: 'it is named twice',
    range: 'its range ends before it begins',
    over_all: 'together the least shares are more than everybody',
  }[code];
  return new Problem(422, `calibration_rules.${code}`, `The quota of grade ${grade} cannot stand so: ${why}.`, {
    grade,
  });
}
