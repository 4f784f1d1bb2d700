import type { DataSource } from 'typeorm';
import type { openCollection as contract } from '../../../../libs/contracts/metrics/messages.js';
import type { PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { audit } from '../audit.js';
import { type MetricsCall, scopeOf } from '../caller.js';
import type { Organisation, PeriodTarget, StandardAddress } from '../organisation/organisation.js';
import { findCollection } from './collection-rows.js';
import { copyReportingLines, copySegments } from './copy-population.js';

type Request = RequestOf<typeof contract>;

/** Copies what the cycle's figures will be made of. Repeated it changes nothing; with further people it adds them. */
export async function openCollection(
  database: DataSource,
  organisation: Organisation,
  call: MetricsCall,
  request: Request,
): Promise<AnswerOf<typeof contract>> {
  const { cycleId, period } = request;
  const [members, directory, targets] = await Promise.all([
    organisation.population(call, period, request.personIds),
    organisation.directory(call),
    organisation.periodTargets(call, period),
  ]);
  const standards = await organisation.standards(call, standardsOf(members));
  return inTransaction(database, scopeOf(call), async (transaction) => {
    const place = { companyId: call.companyId, cycleId, from: period.from, to: period.to };
    const opened = await insertCollection(transaction, call, request);
    await copySegments(transaction, place, members);
    await copyReportingLines(transaction, place, directory);
    await copyTargets(transaction, place, targets);
    await copyStandards(transaction, place, standards);
    const [count] = await transaction.query<{ people: number }>(
      `select count(distinct person_id)::int as people from metrics.collection_segment where company_id = $1 and cycle_id = $2`,
      [call.companyId, cycleId],
    );
    const collection = await findCollection(transaction, call.companyId, cycleId);
    const answer = { sources: [...(collection?.sourceIds ?? [])], people: count?.people ?? 0 };
    if (opened) {
      await audit(transaction, call, {
        action: 'collection.opened',
        subjectType: 'collection',
        subjectId: cycleId,
        after: { cycleId, ...period, ...answer },
      });
    }
    return answer;
  });
}

function standardsOf(members: readonly PopulationMember[]): StandardAddress[] {
  const found = new Map<string, StandardAddress>();
  for (const { standardId, standardVersion } of members.flatMap((member) => member.segments)) {
    if (standardId !== null && standardVersion !== null)
      found.set(`${standardId}/${standardVersion}`, { standardId, version: standardVersion });
  }
  return [...found.values()];
}

/** Answers whether it was new. A collection that stands for another period is another cycle's mistake, not ours to mend. */
async function insertCollection(
  transaction: Transaction,
  call: MetricsCall,
  { cycleId, period, sourceIds }: Request,
): Promise<boolean> {
  const inserted = await transaction.query(
    `insert into metrics.collection (company_id, cycle_id, kind, period_from, period_to) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning cycle_id`,
    [call.companyId, cycleId, period.kind, period.from, period.to],
  );
  const stands = await findCollection(transaction, call.companyId, cycleId);
  if (stands && (stands.kind !== period.kind || stands.from !== period.from || stands.to !== period.to)) {
    throw new Problem(
      409,
      'collection.other_period',
      `The cycle ${cycleId} is collected for ${stands.from} to ${stands.to}, not for ${period.from} to ${period.to}.`,
      { cycleId, from: stands.from, to: stands.to },
    );
  }
  if (stands?.frozenAt === null) {
    await transaction.query(
      `insert into metrics.collection_source (company_id, cycle_id, source_id) select $1, $2, unnest($3::text[]) on conflict do nothing`,
      [call.companyId, cycleId, sourceIds],
    );
  }
  return inserted.length > 0;
}

interface Place {
  readonly companyId: string;
  readonly cycleId: string;
}

async function copyTargets(transaction: Transaction, place: Place, targets: readonly PeriodTarget[]): Promise<void> {
  await transaction.query(
    `insert into metrics.collection_target (company_id, cycle_id, standard_id, kpi_id, position_id, person_id, value)
     select $1, $2, t."standardId", t."kpiId", t."positionId", t."personId", t.value::numeric
     from jsonb_to_recordset($3::jsonb) as t("standardId" text, "kpiId" text, "positionId" text, "personId" uuid, value text)
     on conflict do nothing`,
    [place.companyId, place.cycleId, JSON.stringify(targets)],
  );
}

async function copyStandards(
  transaction: Transaction,
  place: Place,
  standards: readonly StandardVersion[],
): Promise<void> {
  await transaction.query(
    `insert into metrics.collection_standard (company_id, cycle_id, standard_id, version, document)
     select $1, $2, d ->> 'standardId', (d ->> 'version')::int, d from jsonb_array_elements($3::jsonb) d on conflict do nothing`,
    [place.companyId, place.cycleId, JSON.stringify(standards)],
  );
}
