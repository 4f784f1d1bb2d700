import { randomUUID } from 'node:crypto';
import { admitLateData, previewLateData } from '../../../../libs/contracts/metrics/late-data.js';
import {
  collectionExceptions,
  collectionStatus,
  computeRun,
  fetchSource,
  freezeCollection,
  lineEvidence,
  openCollection,
  type PersonScoreResult,
  runResults,
  sourceNames,
  sourceReadiness,
} from '../../../../libs/contracts/metrics/messages.js';
import { actingAccount } from '../../../../libs/contracts/roles/acting-account.js';
import { colleagues } from '../../../../libs/contracts/roles/colleagues.js';
import {
  companies,
  contacts,
  departmentTree,
  grantHolders,
  type PopulationMember,
  population,
} from '../../../../libs/contracts/roles/messages.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { ServiceClient } from '../../../../libs/platform/messaging/index.js';

/** `00000000-0000-4000-8000-000000000007` for 7: readable in a failure. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const names = { 'zh-Hant': '銷售', 'zh-Hans': '销售', en: 'Sales' };
const defaultRules = {
  digits: 2,
  totalFloor: '0',
  totalCap: '120',
  grades: [
    { grade: 'D', from: '0' },
    { grade: 'C', from: '60' },
    { grade: 'B', from: '75' },
    { grade: 'A', from: '90' },
    { grade: 'S', from: '105' },
  ],
  bonus: '0',
  penalty: '0',
  vetoes: [],
  months: null,
};

/** What the other services would answer: a company of people under managers, and sources that are what a test makes them. */
export class TestCompany {
  readonly companyId = randomUUID();
  members: PopulationMember[] = [];
  /** Departments that have one above them. */
  readonly departmentsUnder = new Map<string, string>();
  readonly signedOff = new Set<string>();
  frozenAt: string | null = null;
  sourceIds = ['erp', 'survey'];
  ownerIds: string[] = [idOf(901)];
  hrIds: string[] = [idOf(900)];
  /** What runs from now on compute for the `complaints` line, by person; 80 otherwise. */
  readonly complaints = new Map<string, number>();
  /** People whose total cannot be computed until their `complaints` line is left out. */
  readonly blocked = new Set<string>();
  /** Subjects that nobody answers for the moment. */
  readonly silent = new Set<string>();
  /** Accounts that may act no more. */
  readonly ended = new Set<string>();
  readonly asked: { readonly subject: string; readonly input: unknown }[] = [];
  private readonly runs = new Map<string, { runId: string; runNo: number; results: PersonScoreResult[] }>();

  /** A person under a manager; `managers` from the manager upward. */
  add(number: number, managers: readonly number[], overrides: Partial<PopulationMember> = {}): PopulationMember {
    const [managerId = null, ...managerPath] = managers.map(idOf);
    const member: PopulationMember = {
      personId: idOf(number),
      employeeCode: `E${String(number).padStart(4, '0')}`,
      name: `Person ${number}`,
      departmentId: idOf(500),
      departmentNames: names,
      positionId: 'sales_rep',
      positionNames: names,
      managerId,
      managerPath,
      hiredOn: '2020-01-01',
      leftOn: null,
      segments: [
        {
          segmentNo: 1,
          from: '2026-10-01',
          to: '2026-11-01',
          days: 31,
          positionId: 'sales_rep',
          departmentId: idOf(500),
          managerId,
          standardId: 'sales',
          standardVersion: 1,
        },
      ],
      missingTargets: [],
      ...overrides,
    };
    this.members.push(member);
    return member;
  }

  readonly services: Pick<ServiceClient, 'ask'> = {
    ask: async (served, input) => {
      this.asked.push({ subject: served.subject, input });
      if (this.silent.has(served.subject))
        throw new Problem(503, 'service.timeout', 'The service did not answer; try again in a few seconds.');
      const answer = this.answers[served.subject] ?? this.lateAnswers[served.subject];
      if (!answer) throw new Error(`nobody answers ${served.subject} in this test`);
      return answer(input as never) as never;
    },
  };

  private readonly answers: Readonly<Record<string, (input: never) => unknown>> = {
    [population.subject]: ({ personIds }: { personIds?: string[] }) => ({
      members: this.members.filter(({ personId }) => !personIds || personIds.includes(personId)),
      next: null,
    }),
    [companies.subject]: () => ({
      companies: [
        {
          companyId: this.companyId,
          name: 'Test company',
          names: { 'zh-Hant': '測試公司', 'zh-Hans': '测试公司', en: 'Test company' },
          timeZone: 'Asia/Shanghai',
        },
      ],
    }),
    [departmentTree.subject]: () => ({
      departments: [
        ...new Set([...this.members.map(({ departmentId }) => departmentId), ...this.departmentsUnder.values()]),
      ].map((departmentId) => ({ departmentId, parentId: this.departmentsUnder.get(departmentId) ?? null, names })),
    }),
    [contacts.subject]: ({ personIds }: { personIds: string[] }) => ({
      contacts: personIds
        .filter((personId) => !personId.endsWith('999'))
        .map((personId) => ({ personId, name: `Name ${Number(personId.slice(-6))}`, email: null, locale: 'en' })),
    }),
    // An account's number is its person's and ten thousand.
    [actingAccount.subject]: ({ accountId }: { accountId: string }) => ({
      actor: this.ended.has(accountId)
        ? null
        : { accountId, personId: idOf(Number(accountId.slice(-12)) - 10_000), grants: [], sourceIds: [] },
    }),
    [colleagues.subject]: () => ({ people: [] }),
    [grantHolders.subject]: ({ grant }: { grant: string }) => ({
      holders: (grant === 'hr' ? this.hrIds : [idOf(902)]).map((personId) => ({ personId, accountId: idOf(990) })),
    }),
    [sourceReadiness.subject]: () => ({
      sources: this.sourceIds.map((sourceId) => ({
        sourceId,
        configured: true,
        kind: 'sql',
        ownerIds: this.ownerIds,
      })),
    }),
    [openCollection.subject]: () => ({ sources: this.sourceIds, people: this.members.length }),
    [fetchSource.subject]: ({ sourceId }: { sourceId: string }) => ({
      outcome: sourceId === 'survey' ? 'awaiting_upload' : 'loaded',
      batchId: null,
      rows: 0,
      observations: 0,
      quarantined: 0,
    }),
    [collectionStatus.subject]: () => ({
      sources: this.sourceIds.map((sourceId) => ({
        sourceId,
        batches: 1,
        rows: 10,
        observations: 9,
        quarantined: 1,
        lastLoadedAt: null,
        reconciled: null,
        signedOffAt: this.signedOff.has(sourceId) ? '2026-11-01T02:00:00.000Z' : null,
        signedOffBy: this.signedOff.has(sourceId) ? idOf(901) : null,
        frozenAt: this.frozenAt,
      })),
    }),
    [collectionExceptions.subject]: () => ({
      reasons: [
        { sourceId: 'erp', reason: 'unknown_person', rows: 1 },
        ...(this.lateRows > 0 ? [{ sourceId: 'erp', reason: 'late', rows: this.lateRows }] : []),
      ],
      reconciliations: [],
    }),
    [sourceNames.subject]: () => ({
      items: [{ sourceId: 'erp', names: { 'zh-Hant': '銷售系統', 'zh-Hans': '销售系统', en: 'Sales system' } }],
    }),
    [freezeCollection.subject]: () => {
      this.frozenAt ??= '2026-11-02T16:00:00.000Z';
      return { frozenAt: this.frozenAt };
    },
    [computeRun.subject]: (request: {
      requestKey: string;
      personIds: string[];
      exclusions: { personId: string; kpiId: string }[];
    }) => this.compute(request),
    // Every line is made of the one observation 77.
    [lineEvidence.subject]: ({ observationId }: { observationId?: string }) => ({
      items:
        observationId === idOf(77)
          ? [{ observationId, sourceId: 'erp', datasetId: 'figures', batchId: idOf(70), batchNo: 3, rowNo: 12 }]
          : [],
      next: null,
      total: 1,
    }),
    [runResults.subject]: ({ runId, after, limit }: { runId: string; after?: string; limit: number }) => {
      const results = [...this.runs.values()].find((run) => run.runId === runId)?.results ?? [];
      const from = after ? results.findIndex(({ personId }) => personId === after) + 1 : 0;
      const page = results.slice(from, from + limit);
      return { results: page, next: from + limit < results.length ? page.at(-1)?.personId : null };
    },
  };

  /** Rows that are held as late; taken in, they touch these people. */
  lateRows = 0;
  readonly touched: string[] = [];
  private admitted: readonly string[] | null = null;
  private readonly lateAnswers = {
    [previewLateData.subject]: () => ({
      rows: this.lateRows === 0 ? [] : [{ sourceId: 'erp', rows: this.lateRows }],
      digest: String(this.lateRows).padStart(64, '0'),
      personIds: this.touched,
      results: this.touched.map((personId) => this.resultOf(personId, { runId: randomUUID(), runNo: 99 }, false)),
    }),
    [admitLateData.subject]: () => {
      this.admitted ??= [...this.touched];
      this.lateRows = 0;
      return { snapshotNo: 2, personIds: this.admitted };
    },
  };

  private compute({
    requestKey,
    personIds,
    exclusions,
  }: {
    requestKey: string;
    personIds: string[];
    exclusions: { personId: string; kpiId: string }[];
  }) {
    const known = this.runs.get(requestKey);
    const run = known ?? { runId: randomUUID(), runNo: this.runs.size + 1, results: [] };
    if (!known) {
      this.runs.set(requestKey, run);
      for (const personId of [...personIds].sort()) {
        const left = exclusions.some((one) => one.personId === personId);
        run.results.push(this.resultOf(personId, run, this.blocked.has(personId) && !left));
      }
    }
    const blocked = run.results.filter(({ status }) => status === 'blocked').length;
    return { runId: run.runId, runNo: run.runNo, scored: run.results.length - blocked, blocked };
  }

  /** Two lines: sales 90 of weight 40, complaints 80 (or what a test says) of weight 10; total 88. */
  private resultOf(
    personId: string,
    { runId, runNo }: { runId: string; runNo: number },
    blocked: boolean,
  ): PersonScoreResult {
    const complaints = this.complaints.get(personId) ?? 80;
    const total = (90 * 4 + complaints) / 5;
    const line = (kpiId: string, rawWeight: string, score: string | null, state: 'scored' | 'blocked') => ({
      segmentNo: 1,
      kpiId,
      dimension: null,
      names,
      unit: '%',
      sourceId: 'erp',
      model: 'higher_ratio',
      parameters: { scale: '100' },
      target: '100',
      actual: score,
      rawWeight,
      effectiveWeight: rawWeight === '40' ? '0.8' : '0.2',
      floor: '0',
      cap: '120',
      score,
      shown: score,
      state,
      reason: score === null ? ('no_observation' as const) : null,
      explanation: { inputs: {} },
      evidenceCount: score === null ? 0 : 3,
    });
    return {
      personId,
      runId,
      runNo,
      status: blocked ? 'blocked' : 'scored',
      blockedBy: blocked ? [{ segmentNo: 1, kpiId: 'complaints', reason: 'no_observation' }] : [],
      total: blocked ? null : total.toFixed(2),
      totalUnrounded: blocked ? null : String(total),
      grade: blocked ? null : total < 90 ? 'B' : 'A',
      beforeVeto: blocked ? null : String(total),
      gradeBeforeVeto: blocked ? null : 'B',
      scoringRules: '1',
      rules: defaultRules,
      segments: [
        {
          segmentNo: 1,
          from: '2026-10-01',
          to: '2026-11-01',
          days: 31,
          positionId: 'sales_rep',
          standardId: 'sales',
          standardVersion: 1,
          counted: true,
          score: blocked ? null : String(total),
          sumRaw: '50',
          dimensions: [],
          adjustmentLimit: '10',
        },
      ],
      lines: [
        line('sales_completion', '40', '90', 'scored'),
        line('complaints', '10', blocked ? null : String(complaints), blocked ? 'blocked' : 'scored'),
      ],
    };
  }
}
