import {
  companies,
  directory,
  grantHolders,
  type PopulationMember,
  periodTargets,
  population,
  standardDocuments,
} from '../../../../libs/contracts/roles/messages.js';
import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import type { ServiceClient } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import type { DirectoryPerson, Organisation, PeriodOf, PeriodTarget, StandardAddress } from './organisation.js';

/** Reads page after page; a standard's document is a few kB, so that forty stay under a message's limit. */
const standardsPerMessage = 40;

/** A company may move to another zone until its first cycle. */
const zonesBelievedMs = 60_000;

export class RolesOrganisation implements Organisation {
  private readonly zones = new Map<string, string>();
  private zonesReadAt = 0;

  constructor(private readonly client: ServiceClient) {}

  async zone(call: MetricsCall): Promise<string> {
    const known = this.zones.get(call.companyId);
    if (known !== undefined && Date.now() - this.zonesReadAt < zonesBelievedMs) return known;
    const answer = await this.client.ask(companies, {}, call);
    for (const { companyId, timeZone } of answer.companies) this.zones.set(companyId, timeZone);
    this.zonesReadAt = Date.now();
    const found = this.zones.get(call.companyId);
    if (found === undefined) throw notFound('company', call.companyId);
    return found;
  }

  async directory(call: MetricsCall): Promise<readonly DirectoryPerson[]> {
    const people: DirectoryPerson[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await this.client.ask(directory, { limit: 1_000, ...(after ? { after } : {}) }, call);
      people.push(...page.people);
      after = page.next;
    }
    return people;
  }

  async population(
    call: MetricsCall,
    period: PeriodOf,
    personIds?: readonly string[],
  ): Promise<readonly PopulationMember[]> {
    const members: PopulationMember[] = [];
    const chosen = personIds ? { personIds: [...personIds] } : {};
    for (let after: string | null | undefined; after !== null; ) {
      const page = await this.client.ask(
        population,
        { ...period, ...chosen, limit: 500, ...(after ? { after } : {}) },
        call,
      );
      members.push(...page.members);
      after = page.next;
    }
    return members;
  }

  async periodTargets(call: MetricsCall, { from, to }: PeriodOf): Promise<readonly PeriodTarget[]> {
    return (await this.client.ask(periodTargets, { from, to }, call)).targets;
  }

  async standards(call: MetricsCall, versions: readonly StandardAddress[]): Promise<readonly StandardVersion[]> {
    const documents: StandardVersion[] = [];
    for (let start = 0; start < versions.length; start += standardsPerMessage) {
      const some = versions
        .slice(start, start + standardsPerMessage)
        .map(({ standardId, version }) => ({ standardId, version }));
      const answer = await this.client.ask(standardDocuments, { versions: some }, call);
      // The documents are JSON of a shape that roles validated when it stored them; compiling validates them again.
      documents.push(...(answer.documents as unknown as StandardVersion[]));
    }
    return documents;
  }

  async dataOwners(call: MetricsCall, sourceId: string): Promise<readonly string[]> {
    const { holders } = await this.client.ask(grantHolders, { grant: 'data_owner', sourceId }, call);
    return holders.map(({ personId }) => personId);
  }
}
