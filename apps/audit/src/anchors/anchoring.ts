import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import { readHeads } from '../chain/read-only.js';
import { AUDIT_CONFIG, type AuditConfig, anchorSettings } from '../config.js';
import { anchorIsDue } from './anchor-due.js';
import { newestAnchor } from './newest-anchor.js';

/** Often, because until the first anchor a young chain cannot be called whole. */
const lookEveryMs = 5_000;
/** What failed rarely heals at once, and each try is a line in the log. */
const restAfterFailureMs = 60_000;

const logger = pino({ base: { service: 'audit', part: 'anchoring' }, timestamp: pino.stdTimeFunctions.isoTime });

/**
 * Starts the anchoring command when an anchor is due. The key is read by that process alone: this one, which
 * answers requests, never holds it.
 */
@Injectable()
export class Anchoring implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private anchoring = false;
  private restUntilMs = 0;

  constructor(
    private readonly database: DataSource,
    @Inject(AUDIT_CONFIG) private readonly config: AuditConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.KAOHE_ANCHORING === 'external') return;
    this.look();
    this.timer = setInterval(() => this.look(), lookEveryMs);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.anchorWhenDue().catch((error: unknown) => logger.error({ err: String(error) }, 'no look at the anchors'));
  }

  private async anchorWhenDue(): Promise<void> {
    if (this.anchoring || Date.now() < this.restUntilMs) return;
    const newest = newestAnchor(anchorSettings(this.config).folders);
    const { heads } = await readHeads(this.database);
    if (!this.anchoring && anchorIsDue(newest, heads, Date.now())) this.anchor();
  }

  private anchor(): void {
    this.anchoring = true;
    const command = spawn(process.execPath, [join(projectRoot, 'dist/apps/audit/src/cli.js'), 'audit', 'anchor'], {
      env: {
        PATH: process.env.PATH,
        KAOHE_ROOT: projectRoot,
        KAOHE_DATA: this.config.KAOHE_DATA,
        KAOHE_SERVICE_DATABASE_URL: this.config.KAOHE_SERVICE_DATABASE_URL,
        ...(this.config.KAOHE_ANCHOR_DIR_2 ? { KAOHE_ANCHOR_DIR_2: this.config.KAOHE_ANCHOR_DIR_2 } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    command.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    command.on('close', () => {
      this.anchoring = false;
    });
    command.on('error', (error) => logger.error({ err: error.message }, 'the anchoring command did not start'));
    command.on('exit', (exitCode) => {
      if (exitCode === 0) {
        logger.info('anchored');
        return;
      }
      this.restUntilMs = Date.now() + restAfterFailureMs;
      logger.error({ exitCode, err: complaint.slice(0, 1_000) }, 'anchoring failed and is tried again');
    });
  }
}
