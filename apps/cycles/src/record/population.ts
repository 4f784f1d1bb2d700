import { type PopulationMember, population } from '../../../../libs/contracts/roles/messages.js';
import type { CycleKind } from '../../../../libs/contracts/values.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import type { Services } from './ports.js';

export interface Period {
  readonly kind: CycleKind;
  readonly from: string;
  readonly to: string;
}

/** Everybody of a period, read page by page. */
export async function membersOf(
  services: Services,
  call: Call,
  period: Period,
  only: { readonly departmentIds?: readonly string[] | null; readonly personIds?: readonly string[] } = {},
): Promise<PopulationMember[]> {
  const members: PopulationMember[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await services.ask(
      population,
      {
        ...period,
        ...(only.departmentIds ? { departmentIds: [...only.departmentIds] } : {}),
        ...(only.personIds ? { personIds: [...only.personIds] } : {}),
        ...(after ? { after } : {}),
        limit: 500,
      },
      call,
    );
    members.push(...page.members);
    after = page.next;
  }
  return members;
}

export function standardsOf(members: readonly PopulationMember[]): { standardId: string; version: number }[] {
  const found = new Map<string, { standardId: string; version: number }>();
  for (const { standardId, standardVersion } of members.flatMap(({ segments }) => segments)) {
    if (standardId !== null && standardVersion !== null)
      found.set(`${standardId}/${standardVersion}`, { standardId, version: standardVersion });
  }
  return [...found.values()];
}

/** Somebody whom no standard measures (HR, data owners, auditors) is not appraised. */
export const hasStandard = ({ segments }: PopulationMember): boolean =>
  segments.some(({ standardId }) => standardId !== null);
