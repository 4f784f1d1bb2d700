import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compileStandard,
  neededInputs,
  runExamples,
  type StandardVersion,
  validateStandard,
} from '../../../libs/domain/scoring/index.js';
import { projectRoot } from '../../../libs/platform/config/index.js';

const folder = join(projectRoot, 'apps/roles/standards');
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const standards: Record<string, StandardVersion> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.v1.json'))
    .map((file) => [file.replace('.v1.json', ''), read(file)]),
);
const inputs: { inputId: string; sourceId: string }[] = read('inputs.json');
const standard = (standardId: string): StandardVersion => {
  const found = standards[standardId];
  if (found === undefined) throw new Error(`no standard ${standardId}`);
  return found;
};

describe('the six standards of the seed', () => {
  it.each([
    ['marketing_head', 115, ['marketing_head']],
    ['market_research', 45, ['market_researcher']],
    ['brand_promotion', 55, ['brand_manager']],
    ['campaign_operations', 75, ['campaign_operator']],
    ['sales', 120, ['sales_manager', 'sales_rep', 'key_account_rep']],
    ['customer_service', 120, ['service_supervisor', 'after_sales_rep', 'customer_operator']],
  ])('%s is valid, its raw weights add up to %i and its worked examples hold', (standardId, sumRaw, positions) => {
    const version = standard(standardId);
    expect(validateStandard(version)).toEqual([]);
    expect(version.standardId).toBe(standardId);
    expect(version.kpis.reduce((sum, kpi) => sum + Number(kpi.rawWeight), 0)).toBe(sumRaw);
    expect(Object.keys(version.positions)).toEqual(positions);
    expect(version.examples.length).toBeGreaterThanOrEqual(2);
    expect(runExamples(version).filter((example) => !example.ok)).toEqual([]);
  });

  it('are six', () => {
    expect(Object.keys(standards)).toHaveLength(6);
  });

  it('read every listed input, each from the source it is listed under', () => {
    const listed = new Map(inputs.map((input) => [input.inputId, input.sourceId]));
    const used = new Map(
      Object.values(standards).flatMap((version) => {
        const compiled = compileStandard(version);
        return Object.keys(version.positions).flatMap((positionId) =>
          (['month', 'quarter', 'year'] as const).flatMap((kind) =>
            neededInputs(compiled, positionId, kind).map(({ inputId, sourceId }) => [inputId, sourceId] as const),
          ),
        );
      }),
    );
    expect(new Map([...used].sort())).toEqual(new Map([...listed].sort()));
  });

  it('give every position at least three duties, counted only by inputs that exist', () => {
    const known = new Set(inputs.map((input) => input.inputId));
    for (const version of Object.values(standards))
      for (const positionId of Object.keys(version.positions)) {
        const duties = version.duties.filter((duty) => duty.positionId === positionId);
        expect(duties.length).toBeGreaterThanOrEqual(3);
        expect(duties.filter((duty) => duty.inputId !== undefined && !known.has(duty.inputId))).toEqual([]);
      }
  });

  it('name everything in three languages', () => {
    const names = Object.values(standards).flatMap((version) => [
      version.names,
      ...version.kpis.map((kpi) => kpi.names),
      ...version.duties.map((duty) => duty.names),
      ...Object.values(version.positions).map((position) => position.names),
    ]);
    expect(names.length).toBeGreaterThan(80);
    for (const name of names) {
      expect(name['zh-Hant']).toMatch(/[\u4e00-\u9fff]/);
      expect(name['zh-Hans']).toMatch(/[\u4e00-\u9fff]/);
      expect(name.en).toMatch(/^[^\u4e00-\u9fff]+$/);
    }
  });
});
