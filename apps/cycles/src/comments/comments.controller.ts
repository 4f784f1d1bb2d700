import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { Comments } from './comments.service.js';

@Controller()
export class CommentsController {
  constructor(private readonly comments: Comments) {}

  @Serves(cyclesHttp.commentAppraisal)
  commentAppraisal(input: InputOf<typeof cyclesHttp.commentAppraisal>, call: CyclesCall) {
    return this.comments.comment(input, call);
  }
}
