import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainSegment, packManifest, segmentLinks } from '../../../../../libs/contracts/audit/evidence-pack.js';
import { entriesOf } from '../../../../../libs/contracts/audit/messages.js';
import { type InputsDocument, inputsFormat } from '../../../../../libs/contracts/metrics/inputs-format.js';
import { lineEvidence, sourceNames } from '../../../../../libs/contracts/metrics/messages.js';
import { scoreDocument } from '../../../../../libs/contracts/metrics/score-document.js';
import { standardDocuments } from '../../../../../libs/contracts/roles/messages.js';
import type { PersonResult, StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { projectRoot } from '../../../../../libs/platform/config/index.js';
import { inTransaction } from '../../../../../libs/platform/database/index.js';
import { readFileContent } from '../../../../../libs/platform/messaging/index.js';
import { readZip } from '../../../../../libs/platform/zip/index.js';
import { companyId, idOf, Office, people, type Somebody, salesStandard } from '../testing/office.js';
import { PackReading } from './pack-reading.js';

const shipped = salesStandard() as StandardVersion;
const standard: StandardVersion = {
  ...shipped,
  kpis: shipped.kpis.map((kpi) =>
    kpi.kpiId === 'effective_touches' ? { ...kpi, missing: { policy: 'exclude_with_reason' } } : kpi,
  ),
};
const period = { from: '2026-10-01', to: '2026-11-01' };

/** A representative with two segments, a target of the period, a KPI that was left out and points on top. */
const inputs: InputsDocument = inputsFormat.parse({
  format: 'kaohe-inputs/1',
  kind: 'month',
  period,
  people: [
    {
      person: people.anna,
      bonus: '99',
      segments: [
        segmentOf('sales_rep', '2026-10-01', '2026-10-17', 'a', { touches: false }),
        segmentOf('key_account_rep', '2026-10-17', '2026-11-01', 'b', { touches: true, target: '3.1' }),
      ],
    },
  ],
});

function segmentOf(
  positionId: string,
  from: string,
  to: string,
  mark: string,
  { touches, target }: { touches: boolean; target?: string },
) {
  const figures = {
    sales_amount: ['92000.5', '800'],
    sales_plan: ['100000'],
    new_customers: ['1', '1', '1'],
    collections_on_time: ['95'],
    collections_due: ['100'],
    customers_repurchasing: ['36'],
    customers_active: ['100'],
    complaints: ['1', '0', '0'],
    survey_customers: ['10', '1', '1'],
    leads_won: ['1'],
    leads_qualified: ['7'],
    ...(touches ? { touches_effective: ['33', '9'] } : {}),
  };
  return {
    positionId,
    standardId: 'sales',
    version: 1,
    from,
    to,
    ...(target ? { periodTargets: { new_customers: target } } : {}),
    ...(touches
      ? {}
      : { exclusions: [{ kpiId: 'effective_touches', reason: 'on leave', approvedBy: people.manager }] }),
    observations: Object.entries(figures).flatMap(([inputId, values]) =>
      values.map((value, index) => ({ inputId, value, date: from, observationId: `${mark}/${inputId}/${index}` })),
    ),
  };
}

const run = scoreDocument(standard, inputs);
const result = run.people[0]!.result;

/** As the run's copy stands in the cycle's own tables. */
async function addRun(office: Office, appraisalId: string, { segments, ...facts }: PersonResult): Promise<void> {
  const ofRun = { company_id: companyId, appraisal_id: appraisalId, run_no: 1 };
  await office.insert('cycles.appraisal_result', {
    ...ofRun,
    run_id: idOf(701),
    status: facts.status,
    total: facts.total,
    total_unrounded: facts.totalUnrounded,
    grade: facts.grade,
    scoring_rules: facts.scoringRules,
    rules: facts.rules,
    segments: segments.map(({ lines: _, version, ...segment }) => ({
      ...segment,
      standardVersion: version,
      adjustmentLimit: '10',
    })),
    blocked_by: '[]',
  });
  for (const { segmentNo, lines } of segments)
    for (const [index, line] of lines.entries()) {
      const { model: _, ...parameters } = line.params;
      const kpi = standard.kpis.find(({ kpiId }) => kpiId === line.kpiId)!;
      await office.insert('cycles.appraisal_line', {
        ...ofRun,
        segment_no: segmentNo,
        line_no: index + 1,
        kpi_id: line.kpiId,
        names: kpi.names,
        unit: kpi.unit,
        source_id: kpi.sourceId,
        model: line.model,
        parameters,
        target: line.target,
        actual: line.actual,
        raw_weight: line.rawWeight,
        effective_weight: line.effectiveWeight,
        floor: line.floor,
        cap: line.cap,
        score: line.score,
        shown: line.shown,
        state: line.state,
        reason: line.reason,
        explanation: {
          ...line.explanation,
          inputs: line.inputs,
          ...(line.exclusion ? { exclusion: line.exclusion } : {}),
        },
        evidence_count: 3,
      });
    }
}

/** Two rows a page, so that pages are turned. */
function evidenceOf({ segmentNo, kpiId, cursor }: { segmentNo: number; kpiId: string; cursor?: string }) {
  const segment = inputs.people[0]!.segments[segmentNo - 1]!;
  const kpi = standard.kpis.find((one) => one.kpiId === kpiId)!;
  const wanted: readonly (string | undefined)[] = [kpi.inputs?.actual, kpi.inputs?.base];
  const all = 'observations' in segment ? segment.observations.filter(({ inputId }) => wanted.includes(inputId)) : [];
  const from = Number(cursor ?? 0);
  return {
    items: all.slice(from, from + 2).map(({ inputId, value, date, observationId }, index) => ({
      observationId,
      inputId,
      value,
      occurredOn: date,
      subjectPersonId: people.anna,
      batchId: idOf(800),
      batchNo: 1,
      batchSha256: 'ab'.repeat(32),
      sourceId: 'erp',
      datasetId: 'orders',
      rowNo: from + index + 1,
      sourceRow: { amount: value },
      correction: null,
      loadedAt: '2026-11-01T00:00:00.000Z',
    })),
    next: from + 2 < all.length ? String(from + 2) : null,
    total: all.length,
  };
}

describe('the evidence pack of an appraisal', () => {
  let office: Office;
  let packs: PackReading;
  let cycleId: string;
  let appraisalId: string;
  const link = (seq: number) => ({
    seq,
    entryId: idOf(seq),
    keyId: idOf(1),
    commitment: 'c0'.repeat(32),
    prevHash: 'c1'.repeat(32),
    hash: 'c2'.repeat(32),
    entry: null,
  });

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-06T02:00:00Z');
    await office.addNames();
    packs = new PackReading(office.ports);
    cycleId = await office.addCycle();
    await office.addAppraisal(cycleId, 'bo', { stage: 'blocked' });
    appraisalId = await office.addAppraisal(cycleId, 'anna', {
      stage: 'acknowledged',
      run_no: 1,
      total: result.total,
      grade: result.grade,
    });
    await addRun(office, appraisalId, result);
    office.answers.set(standardDocuments.subject, () => ({ documents: [standard] }));
    office.answers.set(entriesOf.subject, () => ({ entries: [], next: null }));
    office.answers.set(lineEvidence.subject, evidenceOf as never);
    office.answers.set(sourceNames.subject, () => ({ items: [] }));
    office.answers.set(chainSegment.subject, () => ({
      segment: { from: 7, to: 9, keys: [], anchor: '{"anchor":1}', publicKey: 'a key' },
    }));
    office.answers.set(segmentLinks.subject, (({ from }: { from: number }) => ({
      links: from === 7 ? [link(7), link(8)] : [link(9)],
    })) as never);
  }, 60_000);
  afterAll(() => office.close());

  const take = (who: Somebody, locale = 'en') =>
    packs.evidencePack({ params: { appraisalId }, query: {}, body: {} }, office.call(who, { locale }));
  const contentOf = (fileId: string) =>
    inTransaction(office.database, { companyId }, (transaction) =>
      readFileContent(transaction, 'cycles', companyId, fileId),
    );

  test('computes its run again from itself: segments, shares of a target, what was left out, capped points', async () => {
    const file = await take('auditor');
    expect(file).toMatchObject({ name: 'KH-2026-10-E-anna-R1.evidence.zip', contentType: 'application/zip' });
    const zip = readZip(await contentOf(file.fileId));
    const json = (path: string): unknown => JSON.parse(zip.get(path)!().toString());
    expect(result.segments.flatMap(({ lines }) => lines.map(({ state }) => state))).toContain('excluded');
    expect(json('score/run.json')).toEqual(JSON.parse(JSON.stringify(run)));
    expect(scoreDocument(json('score/standard.json'), json('score/inputs.json'))).toEqual(run);
    expect(json('decisions.json')).toMatchObject({ decisions: [], lines: expect.any(Array) });
    expect(zip.get('score-sheet.pdf')!().toString()).toBe('sheet in en');
    const observations = zip.get('observations.jsonl')!().toString().trimEnd().split('\n');
    expect(observations).toHaveLength(
      inputs.people[0]!.segments.flatMap((one) => ('observations' in one ? one.observations : [])).length,
    );
    expect(JSON.parse(observations[0]!)).toMatchObject({ kpiId: 'sales_completion', batchNo: 1, rowNo: 1 });
  });

  test('the pack of a cohort holds a folder for each of its people but the reader', async () => {
    const of = (cohortNo: number, who: Somebody = 'auditor') =>
      packs.cohortEvidencePack({ params: { cycleId, cohortNo }, query: {}, body: {} }, office.call(who));
    const file = await of(1);
    expect(file.name).toBe('KH-2026-10-cohort-1.evidence.zip');
    const zip = readZip(await contentOf(file.fileId));
    const manifest = packManifest.parse(JSON.parse(zip.get('manifest.json')!().toString()));
    expect(manifest.appraisals.map(({ folder, recomputable }) => [folder, recomputable])).toEqual([
      ['E-anna/', true],
      ['E-bo/', false],
    ]);
    const json = (path: string): unknown => JSON.parse(zip.get(path)!().toString());
    expect(scoreDocument(json('E-anna/score/standard.json'), json('E-anna/score/inputs.json'))).toEqual(run);
    expect(manifest.files.map(({ path }) => path).sort()).toEqual(
      [...zip.keys()].filter((path) => path !== 'manifest.json').sort(),
    );
    await expect(of(1, 'manager')).rejects.toMatchObject({ code: 'cohort.not_found' });
    await expect(of(2)).rejects.toMatchObject({ code: 'cohort.not_found' });
  });

  test('its manifest names every file with its hash, its history goes to the anchor', async () => {
    const zip = readZip(await contentOf((await take('hr', 'zh-Hant')).fileId));
    const manifest = packManifest.parse(JSON.parse(zip.get('manifest.json')!().toString()));
    expect(manifest.appraisals).toMatchObject([{ folder: '', appraisalId, recomputable: true }]);
    expect(manifest.files.map(({ path }) => path).sort()).toEqual(
      [...zip.keys()].filter((path) => path !== 'manifest.json').sort(),
    );
    for (const { path, sha256, size } of manifest.files) {
      const content = zip.get(path)!();
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([size, sha256]);
    }
    const lines = zip.get('audit/segment.jsonl')!().toString().trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { link?: { seq: number } }).link?.seq)).toEqual([
      undefined,
      7,
      8,
      9,
    ]);
    expect(zip.get('audit/anchor.json')!().toString()).toBe('{"anchor":1}');
    expect(zip.get('README.txt')!()).toEqual(
      readFileSync(join(projectRoot, 'apps/cycles/src/reading/pack/messages/README.zh-Hant.txt')),
    );
  });

  test('is for those who oversee alone, and that it was taken is history with its hash', async () => {
    for (const who of ['anna', 'manager', 'chief', 'administrator', 'dataOwner', 'stranger'] as const)
      await expect(take(who)).rejects.toMatchObject({ status: 404 });
    const file = await take('auditor');
    const sha256 = createHash('sha256')
      .update(await contentOf(file.fileId))
      .digest('hex');
    const entries = await office.query<{ action: string; after: unknown }>(
      `select action, after from audit.entry where action = 'appraisal.evidence_pack_read' order by entry_id`,
    );
    expect(entries.at(-1)).toEqual({
      action: 'appraisal.evidence_pack_read',
      after: expect.objectContaining({ sha256, size: file.size }),
    });
  });

  test('one that is a day old is removed with the next', async () => {
    const old = await take('hr');
    await office.query(`update cycles.file set created_at = created_at - interval '25 hours'`);
    await take('hr');
    await expect(contentOf(old.fileId)).rejects.toMatchObject({ status: 404 });
  });
});
