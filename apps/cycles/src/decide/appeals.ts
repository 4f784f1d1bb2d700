import type { DecisionBody } from '../../../../libs/contracts/cycles/http.js';
import { lineEvidence } from '../../../../libs/contracts/metrics/messages.js';
import { grantHolders } from '../../../../libs/contracts/roles/messages.js';
import {
  type AppealOutcome,
  type Command,
  checkAnswer,
  handlersOf,
  nextInstance,
  type Refusal,
  refuse,
} from '../../../../libs/domain/cycle/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { type ActingCall, scopeOf } from '../caller.js';
import type { RecordPorts } from '../record/ports.js';
import { type AppealBackground, readAppealBackground } from './appeal-rows.js';
import { knownPeople } from './known-people.js';
import type { AppraisalSituation } from './situation.js';

type Body<V extends DecisionBody['verb']> = Extract<DecisionBody, { verb: V }>;
type MakesAppeal = Body<'appeal'>;
export type AppealDecision = MakesAppeal | Body<'uphold'> | Body<'dismiss'>;

export const isAboutAppeal = (body: DecisionBody): body is AppealDecision =>
  body.verb === 'appeal' || body.verb === 'uphold' || body.verb === 'dismiss';

interface AppealedLine {
  readonly segmentNo: number;
  readonly kpiId: string;
}

/** What is written of the appeal beside the decision, as `cycles.apply_appeal` reads it. */
export type WrittenAppeal = AppealedLine &
  (
    | {
        readonly instance: number;
        readonly ground: MakesAppeal['ground'];
        readonly sourceRow: SourceRow | null;
        readonly handlerId: string;
      }
    | { readonly outcome: AppealOutcome }
  );

interface SourceRow {
  readonly observationId: string;
  readonly sourceId: string;
  readonly datasetId: string;
  readonly batchId: string;
  readonly batchNo: number;
  readonly rowNo: number;
}

export interface AskedOfAppeal {
  readonly ok: true;
  readonly command: Command;
  readonly appeal: WrittenAppeal;
}

/** What the domain decides on, with the facts it needs of the appeals made so far. */
export async function appealAsked(
  ports: RecordPorts,
  call: ActingCall,
  row: AppraisalSituation,
  body: AppealDecision,
): Promise<AskedOfAppeal | Refusal> {
  const background = await inTransaction(ports.database, scopeOf(call), (transaction) =>
    readAppealBackground(transaction, call.companyId, row),
  );
  return body.verb === 'appeal'
    ? appealMade(ports, call, row, body, background)
    : appealAnswered(body, row, background);
}

function appealAnswered(
  body: Exclude<AppealDecision, MakesAppeal>,
  row: AppraisalSituation,
  { appeals }: AppealBackground,
): AskedOfAppeal | Refusal {
  const open = appeals.find(({ answered }) => !answered);
  if (!open) return refuse('task.verb_not_possible', { verb: body.verb, stage: row.task_stage });
  const { segmentNo, kpiId, ground } = open;
  if (body.verb === 'dismiss') return { ok: true, command: body, appeal: { segmentNo, kpiId, outcome: 'dismissed' } };
  const refused = checkAnswer(ground, body.score);
  return refused ?? { ok: true, command: { verb: 'uphold', ground }, appeal: { segmentNo, kpiId, outcome: 'upheld' } };
}

async function appealMade(
  ports: RecordPorts,
  call: ActingCall,
  row: AppraisalSituation,
  body: MakesAppeal,
  background: AppealBackground,
): Promise<AskedOfAppeal | Refusal> {
  const { segmentNo, kpiId, ground } = body;
  const ofLine = (line: AppealedLine): boolean => line.segmentNo === segmentNo && line.kpiId === kpiId;
  if (!background.lines.some(ofLine)) return refuse('appeal.line_unknown', { segmentNo, kpiId });
  const instance = nextInstance(body, background.appeals);
  if (instance === null) return refuse('appeal.is_final', { kpiId });
  const sourceRow = await sourceRowOf(ports, call, row, body, background);
  if (sourceRow === undefined) return refuse('appeal.row_unknown', { kpiId, seen: body.observationId ?? null });
  const { holders } = await ports.services.ask(grantHolders, { grant: 'hr' }, call);
  const answered = background.appeals.filter(ofLine).flatMap(({ handlerId, answeredBy }) => [handlerId, answeredBy]);
  const handlers = handlersOf(
    holders.map(({ personId }) => personId),
    row.owner_person_id,
    {
      personId: row.person_id,
      managerId: row.manager_id,
      reviewerId: row.reviewer_id,
      spoke: [...background.reviewers, ...answered.filter((personId) => personId !== null)],
    },
  );
  if (handlers) await knownPeople(ports, call, [handlers.handlerId]);
  return {
    ok: true,
    command: { verb: 'appeal', handlers },
    appeal: { segmentNo, kpiId, ground, instance, sourceRow, handlerId: handlers?.handlerId ?? '' },
  };
}

/** null: none is named; undefined: the line was not made of it. */
async function sourceRowOf(
  { services }: RecordPorts,
  call: ActingCall,
  { person_id: personId }: AppraisalSituation,
  { segmentNo, kpiId, observationId }: MakesAppeal,
  { runId }: AppealBackground,
): Promise<SourceRow | null | undefined> {
  if (observationId === undefined) return null;
  if (runId === null) return undefined;
  const asked = { runId, personId, segmentNo, kpiId, observationId, limit: 1 };
  const [item] = (await services.ask(lineEvidence, asked, call)).items;
  if (!item) return undefined;
  const { sourceId, datasetId, batchId, batchNo, rowNo } = item;
  return { observationId, sourceId, datasetId, batchId, batchNo, rowNo };
}
