import { type PackManifest, packPaths } from '../../../../../libs/contracts/audit/evidence-pack.js';
import { lineEvidence } from '../../../../../libs/contracts/metrics/messages.js';
import type { Locale } from '../../../../../libs/contracts/values.js';
import { inTransaction } from '../../../../../libs/platform/database/index.js';
import { type CyclesCall, scopeOf } from '../../caller.js';
import type { RecordPorts } from '../../record/ports.js';
import type { StandingRow } from '../appraisal-rows.js';
import { readAppraisalTrace } from '../appraisal-trace.js';
import { readVersionedSheet } from '../score-sheet.js';
import { readStandards } from '../standards.js';
import { jsonPart, linesPart, type PackPart } from './pack-part.js';
import { inputsOf, type LineObservation } from './published-inputs.js';
import { isPublishable, readStoredRun, resultOf, type StoredRun } from './stored-run.js';

export type PackedAppraisal = PackManifest['appraisals'][number];

export interface AppraisalParts {
  readonly packed: PackedAppraisal;
  readonly parts: () => AsyncGenerator<PackPart>;
}

interface Request {
  readonly standing: StandingRow;
  /** '' or ending in `/`. */
  readonly folder: string;
  readonly locale: Locale;
}

/** Everything that stands behind one appraisal, below its folder. */
export async function appraisalParts(
  ports: RecordPorts,
  call: CyclesCall,
  { standing, folder, locale }: Request,
): Promise<AppraisalParts> {
  const { appraisalId, personId, cycleId, kind, runNo, periodFrom, periodTo } = standing;
  const run = await inTransaction(ports.database, scopeOf(call), (transaction) =>
    readStoredRun(transaction, call.companyId, appraisalId),
  );
  const recomputable = run !== undefined && isPublishable(run);
  return {
    packed: {
      folder,
      appraisalId,
      personId,
      cycleId,
      kind,
      period: { from: periodFrom, to: periodTo },
      runNo,
      recomputable,
    },
    parts: async function* () {
      yield jsonPart(`${folder}appraisal.json`, factsOf(standing, run));
      if (run) {
        const { sheet } = await readVersionedSheet(ports, { companyId: call.companyId, appraisalId });
        yield { path: `${folder}score-sheet.pdf`, content: [await ports.renderers.scoreSheet(sheet, locale)] };
        const observations = await observationsOf(ports, call, run);
        yield linesPart(`${folder}observations.jsonl`, observations);
        if (recomputable) yield* scoreParts(ports, call, folder, run, observations);
      }
      const { entries: _, next: __, ...trace } = await readAppraisalTrace(ports, call, appraisalId, { limit: 1 });
      yield jsonPart(`${folder}decisions.json`, trace);
    },
  };
}

const factsOf = (standing: StandingRow, run: StoredRun | undefined) => {
  const { appraisalId, cycleId, personId, employeeCode, name, kind, periodFrom, periodTo, stage, runNo } = standing;
  const { departmentNames, positionNames, total, grade, calibratedFrom } = standing;
  return {
    appraisalId,
    cycleId,
    personId,
    employeeCode,
    name,
    departmentNames,
    positionNames,
    kind,
    period: { from: periodFrom, to: periodTo },
    stage,
    runNo,
    total,
    grade,
    totalBeforeAdjustments: run?.total ?? null,
    gradeBeforeAdjustments: run?.grade ?? null,
    calibratedFrom,
  };
};

/** `kaohe score standard.json inputs.json` prints run.json. */
async function* scoreParts(
  ports: RecordPorts,
  call: CyclesCall,
  folder: string,
  run: StoredRun,
  observations: readonly LineObservation[],
): AsyncGenerator<PackPart> {
  const standardOf = await readStandards(ports.services, call, run.segments);
  const standards = [
    ...new Map(run.segments.map((one) => [`${one.standardId}/${one.standardVersion}`, standardOf(one)])).values(),
  ].flatMap((standard) => standard ?? []);
  const [only, ...others] = standards;
  yield jsonPart(`${folder}${packPaths.standard}`, others.length === 0 ? only : standards);
  yield jsonPart(`${folder}${packPaths.inputs}`, inputsOf(run, observations, standardOf));
  yield jsonPart(`${folder}${packPaths.run}`, {
    format: 'kaohe-run/1',
    scoringRules: run.scoringRules,
    kind: run.kind,
    period: run.period,
    standards: standards.map(({ standardId, version }) => ({ standardId, version })),
    people: [{ person: run.personId, result: resultOf(run) }],
  });
}

/** Lines metrics is asked for side by side. */
const atOnce = 8;

async function observationsOf(ports: RecordPorts, call: CyclesCall, run: StoredRun): Promise<LineObservation[]> {
  const all: LineObservation[] = [];
  for (let from = 0; from < run.lines.length; from += atOnce)
    all.push(
      ...(
        await Promise.all(
          run.lines.slice(from, from + atOnce).map((line) => observationsOfLine(ports, call, run, line)),
        )
      ).flat(),
    );
  return all;
}

async function observationsOfLine(
  { services }: RecordPorts,
  call: CyclesCall,
  { runId, personId }: StoredRun,
  { segmentNo, kpiId }: StoredRun['lines'][number],
): Promise<LineObservation[]> {
  const found: LineObservation[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await services.ask(
      lineEvidence,
      { runId, personId, segmentNo, kpiId, limit: 200, ...(cursor === undefined ? {} : { cursor }) },
      call,
    );
    found.push(...items.map((item) => ({ segmentNo, kpiId, ...item })));
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return found;
}
