import type { DataSource } from 'typeorm';
import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';
import { countOverdue, readInserted, readKeys, readLinks } from '../chain/read-links.js';
import { inSnapshot, readHeads } from '../chain/read-only.js';
import { verifyStream } from '../chain/verify-stream.js';
import { concluded, type VerificationResult } from './result.js';
import { type AnchorSource, anchoredHashes, type TrustedAnchors, trustAnchors } from './trusted-anchors.js';

/** Verifies the chains of one company, or of all: those that are there and those that only the anchors remember. */
export async function verifyDatabase(
  database: DataSource,
  anchorSource: AnchorSource,
  onlyCompanyId?: string,
): Promise<VerificationResult> {
  const { at, heads } = await readHeads(database);
  const trusted = trustAnchors(anchorSource, at);
  const companyIds = onlyCompanyId ? [onlyCompanyId] : companiesIn(heads, trusted);
  const streams = [];
  for (const companyId of companyIds) streams.push(await verifyCompany(database, companyId, trusted));
  return concluded({
    entries: streams.reduce((sum, stream) => sum + stream.links, 0),
    erasures: streams.reduce((sum, stream) => sum + stream.erasedKeys, 0),
    anchors: trusted.anchors.length,
    altered: [...streams.flatMap((stream) => stream.altered), ...trusted.altered],
    incomplete: [...streams.flatMap((stream) => stream.incomplete), ...trusted.incomplete],
    notes: trusted.notes,
  });
}

const companiesIn = (heads: readonly { companyId: string }[], trusted: TrustedAnchors): string[] => [
  ...new Set([
    ...heads.map((head) => head.companyId),
    ...trusted.anchors.flatMap((anchor) => anchor.streams.map((stream) => stream.companyId)),
  ]),
];

async function verifyCompany(database: DataSource, companyId: string, trusted: TrustedAnchors) {
  return inSnapshot(database, companyId, async (runner) => {
    const keys = await readKeys(runner, companyId);
    const chain = await verifyStream(
      companyId,
      readLinks(runner, companyId),
      keys,
      anchoredHashes(trusted.anchors, companyId),
    );
    const inserted = (await readInserted(runner, companyId)).map(
      ({ entryId, afterSeq }): VerificationProblem => ({
        code: 'audit.entry_inserted',
        seq: afterSeq + 1,
        detail: `The entry ${entryId} stands before sealed ones and was never sealed.`,
      }),
    );
    const overdue = await countOverdue(runner, companyId);
    return {
      ...chain,
      altered: [...chain.altered, ...inserted].map((problem) => ({ ...problem, companyId })),
      incomplete:
        overdue === 0
          ? []
          : [
              {
                code: 'audit.unsealed',
                seq: null,
                detail: `${overdue} entries have waited for the sealer longer than a minute: start the audit service.`,
              },
            ],
    };
  });
}
