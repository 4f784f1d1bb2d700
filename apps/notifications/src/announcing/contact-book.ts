import { Injectable } from '@nestjs/common';
import { contacts, grantHolders } from '../../../../libs/contracts/roles/messages.js';
import { type Call, ServiceClient } from '../../../../libs/platform/messaging/index.js';

export interface Contact {
  readonly name: string;
  readonly email: string | null;
  readonly locale: string;
}

/** A page of roles.contacts. */
const pageSize = 1_000;

/** Names, addresses and languages, asked of roles anew for each event: people move and change them. */
@Injectable()
export class ContactBook {
  constructor(private readonly client: ServiceClient) {}

  async contactsOf(personIds: readonly string[], call: Call): Promise<Map<string, Contact>> {
    const wanted = [...new Set(personIds)];
    const book = new Map<string, Contact>();
    for (let from = 0; from < wanted.length; from += pageSize) {
      const answer = await this.client.ask(contacts, { personIds: wanted.slice(from, from + pageSize) }, call);
      for (const { personId, ...contact } of answer.contacts) book.set(personId, contact);
    }
    return book;
  }

  async ownersOf(sourceId: string, call: Call): Promise<string[]> {
    const answer = await this.client.ask(grantHolders, { grant: 'data_owner', sourceId }, call);
    return answer.holders.map((holder) => holder.personId);
  }

  async administrators(call: Call): Promise<string[]> {
    const answer = await this.client.ask(grantHolders, { grant: 'administrator' }, call);
    return answer.holders.map((holder) => holder.personId);
  }
}
