import {
  chainSegment,
  packPaths,
  type SegmentLine,
  segmentLinks,
} from '../../../../../libs/contracts/audit/evidence-pack.js';
import type { AnswerOf } from '../../../../../libs/contracts/route.js';
import type { CyclesCall } from '../../caller.js';
import type { RecordPorts } from '../../record/ports.js';
import type { PackedAppraisal } from './appraisal-parts.js';
import { linesPart, type PackPart, textPart } from './pack-part.js';

type Segment = NonNullable<AnswerOf<typeof chainSegment>['segment']>;

/** The part of the sealed history that tells of the appraisals, up to the anchor that vouches for it. */
export async function* chainParts(
  { services }: RecordPorts,
  call: CyclesCall,
  appraisals: readonly PackedAppraisal[],
): AsyncGenerator<PackPart> {
  const appraisalIds = appraisals.map(({ appraisalId }) => appraisalId);
  const personIds = [...new Set(appraisals.map(({ personId }) => personId))];
  const { segment } = await services.ask(chainSegment, { appraisalIds, personIds }, call);
  if (segment === null) return;
  yield linesPart(packPaths.segment, segmentLines({ services }, call, appraisalIds, segment));
  if (segment.anchor !== null) yield textPart(packPaths.anchor, segment.anchor);
  if (segment.publicKey !== null) yield textPart(packPaths.publicKey, segment.publicKey);
}

/** A link with its details takes 1–4 KB: a page stays under a message's limit. */
const linksPerMessage = 200;

async function* segmentLines(
  { services }: Pick<RecordPorts, 'services'>,
  call: CyclesCall,
  appraisalIds: readonly string[],
  { from, to, keys }: Segment,
): AsyncGenerator<SegmentLine> {
  yield { format: 'kaohe-audit-segment-1', companyId: call.companyId, from, to };
  for (const key of keys) yield { key };
  for (let next = from; next <= to; ) {
    const { links } = await services.ask(
      segmentLinks,
      { appraisalIds: [...appraisalIds], from: next, to, limit: linksPerMessage },
      call,
    );
    for (const link of links) yield { link };
    const last = links.at(-1);
    if (!last) throw new Error(`the chain ends at ${next - 1}, before ${to}`);
    next = last.seq + 1;
  }
}
