import { Injectable } from '@nestjs/common';
import { companies } from '../../../../libs/contracts/roles/messages.js';
import { ServiceClient } from '../../../../libs/platform/messaging/index.js';

/** A company may move to another zone until its first cycle. */
const believedMs = 60_000;

/** Each company's time zone, as roles knows it. */
@Injectable()
export class CompanyZones {
  private zones = new Map<string, string>();
  private readAt = 0;

  constructor(private readonly client: ServiceClient) {}

  async zoneOf(companyId: string): Promise<string> {
    const known = this.zones.get(companyId);
    if (known !== undefined && Date.now() - this.readAt < believedMs) return known;
    const call = { requestId: 'company-zones', companyId, actor: null, locale: 'en' };
    const answer = await this.client.ask(companies, {}, call);
    this.zones = new Map(answer.companies.map((company) => [company.companyId, company.timeZone]));
    this.readAt = Date.now();
    return this.zones.get(companyId) ?? 'UTC';
  }
}
