import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { ClosingService } from './closing.service.js';

type Http = typeof cyclesHttp;

@Controller()
export class ClosingController {
  constructor(private readonly service: ClosingService) {}

  @Serves(cyclesHttp.closing)
  closing(input: InputOf<Http['closing']>, call: CyclesCall) {
    return this.service.closing(input, call);
  }

  @Serves(cyclesHttp.listClosingExceptions)
  listClosingExceptions(input: InputOf<Http['listClosingExceptions']>, call: CyclesCall) {
    return this.service.list(input, call);
  }

  @Serves(cyclesHttp.closingList)
  closingList(input: InputOf<Http['closingList']>, call: CyclesCall) {
    return this.service.workbook(input, call);
  }

  @Serves(cyclesHttp.makePayrollFile)
  makePayrollFile(input: InputOf<Http['makePayrollFile']>, call: CyclesCall) {
    return this.service.makePayrollFile(input, call);
  }

  @Serves(cyclesHttp.payrollFile)
  payrollFile(input: InputOf<Http['payrollFile']>, call: CyclesCall) {
    return this.service.file(input, call);
  }
}
