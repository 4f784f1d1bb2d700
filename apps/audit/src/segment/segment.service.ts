import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { chainSegment, segmentLinks } from '../../../../libs/contracts/audit/evidence-pack.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import { coveringAnchor, publicKeyBeside } from '../anchors/covering-anchor.js';
import { AUDIT_CONFIG, type AuditConfig, anchorSettings } from '../config.js';
import { readBounds, readKeysOf, readSegmentLinks } from './read-segment.js';

/** For services alone: the one that asks has decided who may have the evidence, and records that it was read. */
@Injectable()
export class SegmentService {
  constructor(
    private readonly database: DataSource,
    @Inject(AUDIT_CONFIG) private readonly config: AuditConfig,
  ) {}

  async segment(
    { appraisalIds, personIds }: RequestOf<typeof chainSegment>,
    { companyId }: Call,
  ): Promise<AnswerOf<typeof chainSegment>> {
    return inTransaction(this.database, { companyId }, async (transaction) => {
      const bounds = await readBounds(transaction, companyId, appraisalIds);
      if (bounds === null) return { segment: null };
      const { folders } = anchorSettings(this.config);
      const anchor = coveringAnchor(folders, companyId, bounds.last);
      const vouches = anchor !== undefined && anchor.seq >= bounds.first;
      return {
        segment: {
          from: bounds.first,
          to: vouches ? Math.max(bounds.last, anchor.seq) : bounds.last,
          keys: await readKeysOf(transaction, companyId, personIds),
          anchor: vouches ? anchor.content : null,
          publicKey: vouches ? publicKeyBeside(folders) : null,
        },
      };
    });
  }

  async links(
    { appraisalIds, ...range }: RequestOf<typeof segmentLinks>,
    { companyId }: Call,
  ): Promise<AnswerOf<typeof segmentLinks>> {
    const links = await inTransaction(this.database, { companyId }, (transaction) =>
      readSegmentLinks(transaction, companyId, appraisalIds, range),
    );
    return { links: links.map(({ companyId: _, ...link }) => link) };
  }
}
