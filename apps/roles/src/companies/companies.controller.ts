import { Controller } from '@nestjs/common';
import { companyHttp } from '../../../../libs/contracts/roles/company.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { CompaniesService } from './companies.service.js';

@Controller()
export class CompaniesController {
  constructor(private readonly companies: CompaniesService) {}

  @Serves(companyHttp.getCompany)
  getCompany(_: InputOf<typeof companyHttp.getCompany>, call: RolesCall) {
    return this.companies.get(call);
  }

  @Serves(companyHttp.updateCompany)
  updateCompany(input: InputOf<typeof companyHttp.updateCompany>, call: RolesCall) {
    return this.companies.update(input, call);
  }
}
