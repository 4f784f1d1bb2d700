import { Controller, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { colleagues } from '../../../../libs/contracts/roles/colleagues.js';
import {
  companies,
  contacts,
  departmentTree,
  directory,
  grantHolders,
  periodTargets,
  population,
  standardDocuments,
} from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import { type RolesCall, scopeOf } from '../caller.js';
import { readDocuments } from '../standards/standard-rows.js';
import { readTargets } from '../targets/target-rows.js';
import {
  readColleagues,
  readCompanies,
  readContacts,
  readDepartmentTree,
  readDirectory,
  readGrantHolders,
} from './answers.js';
import { readPopulation } from './read-population.js';

/** What other services ask about people and standards. These have no HTTP face: the bus alone says who may ask. */
@Controller()
export class PopulationController {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  @Serves(population)
  population(asked: RequestOf<typeof population>, call: RolesCall) {
    return inTransaction(this.database, scopeOf(call), (tx) => readPopulation(tx, call.companyId, asked));
  }

  @Serves(standardDocuments)
  standardDocuments(
    asked: RequestOf<typeof standardDocuments>,
    call: RolesCall,
  ): Promise<AnswerOf<typeof standardDocuments>> {
    return inTransaction(this.database, scopeOf(call), async (tx) => ({
      documents: (await readDocuments(tx, call.companyId, asked.versions)).map((document) => ({ ...document })),
    }));
  }

  @Serves(periodTargets)
  periodTargets(asked: RequestOf<typeof periodTargets>, call: RolesCall): Promise<AnswerOf<typeof periodTargets>> {
    return inTransaction(this.database, scopeOf(call), async (tx) => ({
      targets: (await readTargets(tx, call.companyId, asked)).map(({ personName: _, setAt: __, ...target }) => target),
    }));
  }

  @Serves(directory)
  directory(asked: RequestOf<typeof directory>, call: RolesCall) {
    return inTransaction(this.database, scopeOf(call), (tx) => readDirectory(tx, call.companyId, asked));
  }

  @Serves(departmentTree)
  departmentTree(_: RequestOf<typeof departmentTree>, call: RolesCall) {
    return inTransaction(this.database, scopeOf(call), (tx) => readDepartmentTree(tx, call.companyId));
  }

  @Serves(contacts)
  contacts(asked: RequestOf<typeof contacts>, call: RolesCall) {
    return inTransaction(this.database, scopeOf(call), (tx) => readContacts(tx, call.companyId, asked));
  }

  @Serves(colleagues)
  colleagues(asked: RequestOf<typeof colleagues>, call: RolesCall) {
    return inTransaction(this.database, scopeOf(call), (tx) => readColleagues(tx, call.companyId, asked));
  }

  @Serves(grantHolders)
  grantHolders(asked: RequestOf<typeof grantHolders>, call: RolesCall) {
    return inTransaction(this.database, scopeOf(call), (tx) => readGrantHolders(tx, call.companyId, asked));
  }

  @Serves(companies)
  companies(_: RequestOf<typeof companies>, __: RolesCall) {
    return readCompanies(this.database);
  }
}
