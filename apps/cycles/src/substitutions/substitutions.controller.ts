import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { Substitutions } from './substitutions.service.js';

type Http = typeof cyclesHttp;

@Controller()
export class SubstitutionsController {
  constructor(private readonly substitutions: Substitutions) {}

  @Serves(cyclesHttp.listSubstitutions)
  listSubstitutions(input: InputOf<Http['listSubstitutions']>, call: CyclesCall) {
    return this.substitutions.list(input, call);
  }

  @Serves(cyclesHttp.nameSubstitute)
  nameSubstitute(input: InputOf<Http['nameSubstitute']>, call: CyclesCall) {
    return this.substitutions.name(input, call);
  }

  @Serves(cyclesHttp.endSubstitution)
  endSubstitution(input: InputOf<Http['endSubstitution']>, call: CyclesCall) {
    return this.substitutions.end(input, call);
  }

  @Serves(cyclesHttp.substituteCandidates)
  substituteCandidates(input: InputOf<Http['substituteCandidates']>, call: CyclesCall) {
    return this.substitutions.candidates(input, call);
  }
}
