import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import type { VerificationStatus } from '../../../../libs/contracts/audit/http.js';
import { canVerifyHistory } from '../../../../libs/domain/access/can-verify-history.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { newestAnchor } from '../anchors/newest-anchor.js';
import { append } from '../append.js';
import { type AuditCall, actorOf, refuseUnless } from '../caller.js';
import { AUDIT_CONFIG, type AuditConfig, anchorSettings } from '../config.js';
import type { VerificationResult } from './result.js';
import { beginVerification, chainState, endVerification, lastVerification } from './verification-rows.js';
import { verifyDatabase } from './verify-database.js';

const logger = pino({ base: { service: 'audit', part: 'verification' }, timestamp: pino.stdTimeFunctions.isoTime });

@Injectable()
export class VerificationService implements OnApplicationShutdown {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly database: DataSource,
    @Inject(AUDIT_CONFIG) private readonly config: AuditConfig,
  ) {}

  async status(_: unknown, call: AuditCall): Promise<VerificationStatus> {
    refuseUnless(canVerifyHistory(actorOf(call)));
    return inTransaction(this.database, call, (transaction) => this.read(transaction, call.companyId));
  }

  async start(_: unknown, call: AuditCall): Promise<VerificationStatus> {
    const actor = actorOf(call);
    refuseUnless(canVerifyHistory(actor));
    const { companyId } = call;
    const { verificationId, status } = await inTransaction(this.database, call, async (transaction) => {
      const begun = await beginVerification(transaction, companyId, actor.accountId);
      if (begun !== undefined)
        await append(transaction, call, {
          action: 'audit.verification_started',
          subjectType: 'history',
          subjectId: companyId,
        });
      return { verificationId: begun, status: await this.read(transaction, companyId) };
    });
    if (verificationId !== undefined) this.run(companyId, verificationId);
    return status;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }

  private run(companyId: string, verificationId: string): void {
    const work = this.verify(companyId)
      .then((result) =>
        inTransaction(this.database, { companyId }, (transaction) =>
          endVerification(transaction, companyId, verificationId, result),
        ),
      )
      .catch((error: unknown) => logger.error({ err: String(error) }, 'a verification could not be recorded'))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  private async verify(companyId: string): Promise<VerificationResult | undefined> {
    try {
      return await verifyDatabase(this.database, anchorSettings(this.config), companyId);
    } catch (error) {
      logger.error({ err: String(error) }, 'a verification failed');
      return undefined;
    }
  }

  private async read(transaction: Transaction, companyId: string): Promise<VerificationStatus> {
    const anchor = newestAnchor(anchorSettings(this.config).folders);
    const anchored = anchor?.streams.find((stream) => stream.companyId === companyId);
    return {
      ...(await lastVerification(transaction, companyId)),
      chain: {
        ...(await chainState(transaction, companyId)),
        // An anchor that does not know the chain vouches for nothing in it.
        lastAnchorAt: anchored ? (anchor?.at ?? null) : null,
        lastAnchoredSeq: anchored?.seq ?? null,
      },
    };
  }
}
