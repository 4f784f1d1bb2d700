import { Controller, Module } from '@nestjs/common';
import { companies, contacts, grantHolders } from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';

export const company = '0198c0de-0000-7000-8000-00000000c0de';
export const person = (no: number): string => `0198c0de-0000-7000-8000-${String(no).padStart(12, '0')}`;
const numberOf = (personId: string): number => Number(personId.slice(-12));

/** Person 13 has no address, person 404 is unknown; even numbers read English, others Traditional Chinese. */
@Controller()
class RolesStandIn {
  @Serves(contacts)
  async contacts({ personIds }: RequestOf<typeof contacts>): Promise<AnswerOf<typeof contacts>> {
    return {
      contacts: personIds
        .filter((personId) => personId !== person(404))
        .map((personId) => {
          const no = numberOf(personId);
          return {
            personId,
            name: `Person ${no}`,
            email: no === 13 ? null : `p${no}@example.com`,
            locale: no % 2 === 0 ? ('en' as const) : ('zh-Hant' as const),
          };
        }),
    };
  }

  @Serves(companies)
  async companies(): Promise<AnswerOf<typeof companies>> {
    return {
      companies: [
        {
          companyId: company,
          name: 'Demo',
          names: { 'zh-Hant': 'Demo', 'zh-Hans': 'Demo', en: 'Demo' },
          timeZone: 'Asia/Shanghai',
        },
      ],
    };
  }

  @Serves(grantHolders)
  async grantHolders({ grant, sourceId }: RequestOf<typeof grantHolders>): Promise<AnswerOf<typeof grantHolders>> {
    if (grant === 'administrator') return { holders: [{ personId: person(30), accountId: person(930) }] };
    return { holders: sourceId === 'erp' ? [{ personId: person(20), accountId: person(920) }] : [] };
  }
}

/** Answers what this service asks of roles. */
@Module({ controllers: [RolesStandIn] })
export class RolesStandInModule {}
