import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import type { MetricsCall } from '../caller.js';
import type {
  DirectoryPerson,
  Organisation,
  PeriodOf,
  PeriodTarget,
  StandardAddress,
} from '../organisation/organisation.js';

export interface Post {
  readonly from: string;
  readonly to: string | null;
  readonly positionId: string;
  readonly managerId: string | null;
}
export interface TestPerson {
  readonly personId: string;
  readonly employeeCode: string;
  readonly posts: readonly Post[];
}

/** `00000000-0000-4000-8000-000000000007` for 7: readable in a failure. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const standardOfPosition: Record<string, string> = {
  marketing_head: 'marketing_head',
  sales_manager: 'sales',
  sales_rep: 'sales',
  key_account_rep: 'sales',
  service_supervisor: 'customer_service',
  after_sales_rep: 'customer_service',
  brand_manager: 'brand_promotion',
};

export const shippedStandard = (standardId: string): StandardVersion =>
  JSON.parse(readFileSync(join(projectRoot, `apps/roles/standards/${standardId}.v1.json`), 'utf8'));

/** Answers as the service of roles does, from a list of people; segments change with the position. */
export class FakeOrganisation implements Organisation {
  people: TestPerson[] = [];
  targets: PeriodTarget[] = [];
  owners: string[] = [];
  standardFor: (positionId: string) => string | null = (positionId) => standardOfPosition[positionId] ?? null;

  async zone(): Promise<string> {
    return 'Asia/Shanghai';
  }

  async directory(): Promise<readonly DirectoryPerson[]> {
    return this.people.map(({ personId, employeeCode, posts }) => ({ personId, employeeCode, assignments: posts }));
  }

  async population(
    _: MetricsCall,
    { from, to }: PeriodOf,
    personIds?: readonly string[],
  ): Promise<readonly PopulationMember[]> {
    return this.people
      .filter(({ personId }) => personIds === undefined || personIds.includes(personId))
      .map((person) => this.member(person, from, to))
      .filter(({ segments }) => segments.length > 0);
  }

  private member({ personId, employeeCode, posts }: TestPerson, from: string, to: string): PopulationMember {
    const names = { 'zh-Hant': 'x', 'zh-Hans': 'x', en: 'x' };
    const segments: PopulationMember['segments'] = [];
    for (const post of posts) {
      const start = post.from < from ? from : post.from;
      const end = post.to === null || post.to > to ? to : post.to;
      if (start >= end) continue;
      const previous = segments.at(-1);
      if (previous?.positionId === post.positionId && previous.to === start) {
        previous.to = end;
        previous.days = daysBetween(previous.from, end);
        continue;
      }
      const standardId = this.standardFor(post.positionId);
      segments.push({
        segmentNo: segments.length + 1,
        from: start,
        to: end,
        days: daysBetween(start, end),
        positionId: post.positionId,
        departmentId: idOf(900),
        managerId: post.managerId,
        standardId,
        standardVersion: standardId === null ? null : 1,
      });
    }
    return {
      personId,
      employeeCode,
      name: employeeCode,
      departmentId: idOf(900),
      departmentNames: names,
      positionId: posts.at(-1)?.positionId ?? '',
      positionNames: names,
      managerId: posts.at(-1)?.managerId ?? null,
      managerPath: [],
      hiredOn: posts[0]?.from ?? from,
      leftOn: null,
      segments,
      missingTargets: [],
    };
  }

  async periodTargets(): Promise<readonly PeriodTarget[]> {
    return this.targets;
  }

  async standards(_: MetricsCall, versions: readonly StandardAddress[]): Promise<readonly StandardVersion[]> {
    return versions.map(({ standardId }) => shippedStandard(standardId));
  }

  async dataOwners(): Promise<readonly string[]> {
    return this.owners;
  }
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
