import { Controller } from '@nestjs/common';
import { chainSegment, segmentLinks } from '../../../libs/contracts/audit/evidence-pack.js';
import { auditHttp } from '../../../libs/contracts/audit/http.js';
import { entriesOf } from '../../../libs/contracts/audit/messages.js';
import type { AnswerOf, InputOf, ReplyOf, RequestOf } from '../../../libs/contracts/route.js';
import { type Call, Serves } from '../../../libs/platform/messaging/index.js';
import type { AuditCall } from './caller.js';
import { EntriesService } from './entries/entries.service.js';
import { ErasureService } from './erasure/erasure.service.js';
import { ExportService } from './export/export.service.js';
import { SegmentService } from './segment/segment.service.js';
import { VerificationService } from './verification/verification.service.js';

type Http = typeof auditHttp;

@Controller()
export class AuditController {
  constructor(
    private readonly entries: EntriesService,
    private readonly verification: VerificationService,
    private readonly exports: ExportService,
    private readonly erasure: ErasureService,
    private readonly segments: SegmentService,
  ) {}

  @Serves(auditHttp.listEntries)
  listEntries(input: InputOf<Http['listEntries']>, call: AuditCall): Promise<ReplyOf<Http['listEntries']>> {
    return this.entries.list(input, call);
  }

  @Serves(entriesOf)
  entriesOf(request: RequestOf<typeof entriesOf>, call: Call): Promise<AnswerOf<typeof entriesOf>> {
    return this.entries.ofSubjects(request, call);
  }

  @Serves(chainSegment)
  chainSegment(request: RequestOf<typeof chainSegment>, call: Call): Promise<AnswerOf<typeof chainSegment>> {
    return this.segments.segment(request, call);
  }

  @Serves(segmentLinks)
  segmentLinks(request: RequestOf<typeof segmentLinks>, call: Call): Promise<AnswerOf<typeof segmentLinks>> {
    return this.segments.links(request, call);
  }

  @Serves(auditHttp.verificationStatus)
  verificationStatus(
    input: InputOf<Http['verificationStatus']>,
    call: AuditCall,
  ): Promise<ReplyOf<Http['verificationStatus']>> {
    return this.verification.status(input, call);
  }

  @Serves(auditHttp.startVerification)
  startVerification(
    input: InputOf<Http['startVerification']>,
    call: AuditCall,
  ): Promise<ReplyOf<Http['startVerification']>> {
    return this.verification.start(input, call);
  }

  @Serves(auditHttp.exportEntries)
  exportEntries(input: InputOf<Http['exportEntries']>, call: AuditCall): Promise<ReplyOf<Http['exportEntries']>> {
    return this.exports.exportEntries(input, call);
  }

  @Serves(auditHttp.erasePerson)
  erasePerson(input: InputOf<Http['erasePerson']>, call: AuditCall): Promise<ReplyOf<Http['erasePerson']>> {
    return this.erasure.erasePerson(input, call);
  }
}
