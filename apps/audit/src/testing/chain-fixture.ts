import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { inTransaction, openDatabase } from '../../../../libs/platform/database/index.js';
import { freshDatabase } from '../../../../test/support/servers.js';
import type { Anchor } from '../anchors/anchor.js';
import { writeAnchor } from '../anchors/write-anchor.js';
import { readHeads } from '../chain/read-only.js';
import type { AnchorSettings } from '../config.js';
import type { VerificationResult } from '../verification/result.js';
import { verifyDatabase } from '../verification/verify-database.js';

export const company = '0198c0de-0000-7000-8000-00000000c0de';
export const person = (no: number): string => `0198c0de-0000-7000-8000-${String(no).padStart(12, '0')}`;

/** A database of its own, with the audit service's login and its owner's, and places for anchors. */
export class ChainFixture {
  private constructor(
    /** As the service logs in. */
    readonly service: DataSource,
    /** As an intruder with every right would. */
    readonly owner: DataSource,
    readonly serviceUrl: string,
    readonly dataFolder: string,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<ChainFixture> {
    const fresh = await freshDatabase();
    const serviceUrl = fresh.urlOf('audit');
    return new ChainFixture(
      await openDatabase(serviceUrl, { applicationName: 'audit-spec' }),
      await openDatabase(fresh.url, { applicationName: 'audit-spec-owner', poolSize: 1 }),
      serviceUrl,
      mkdtempSync(join(tmpdir(), 'kaohe-audit-')),
      fresh.drop,
    );
  }

  async close(): Promise<void> {
    await this.service.destroy();
    await this.owner.destroy();
    await this.drop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  get places(): AnchorSettings {
    return {
      folders: [join(this.dataFolder, 'anchors'), join(this.dataFolder, 'anchors-copy')],
      keysFolder: join(this.dataFolder, 'keys'),
    };
  }

  /** `count` entries, about five persons and nobody in turn, with values that are hard to spell. */
  async write(count: number, from = 1): Promise<void> {
    await inTransaction(this.service, { companyId: company }, (transaction) =>
      transaction.query(
        `insert into audit.entry (company_id, actor_person_id, action, subject_type, subject_id, about_person_id, before, after, reason)
         select $1, $2, 'appraisal.decided', 'appraisal', 'no-' || g,
                case when g % 6 = 0 then null else ('0198c0de-0000-7000-8000-' || lpad((g % 6)::text, 12, '0'))::uuid end,
                jsonb_build_object('state', 'open', 'n', 1.50),
                jsonb_build_object('state', '同意 "好" \\ 🎉' || chr(1) || chr(31) || chr(127) || chr(8232), 'no', g),
                case when g % 3 = 0 then E'because\\n\\t' || g end
         from generate_series($3::int, $4::int) g`,
        [company, person(99), from, from + count - 1],
      ),
    );
  }

  async sealAll(): Promise<number> {
    await this.waitForOtherDatabases();
    for (let all = 0; ; ) {
      const [row]: { sealed: number }[] = await this.service.query('select audit.seal_entries(10000) as sealed');
      all += row?.sealed ?? 0;
      if (!row?.sealed) return all;
    }
  }

  /** Transaction numbers belong to the whole cluster: an older transaction of another spec's database holds sealing back here too. */
  private async waitForOtherDatabases(): Promise<void> {
    const [mark]: { xid: string }[] = await this.owner.query(
      'select pg_snapshot_xmax(pg_current_snapshot())::text as xid',
    );
    for (;;) {
      const [older]: { count: number }[] = await this.owner.query(
        `select count(*)::int as count from pg_stat_activity
         where datname <> current_database() and backend_xid::text::bigint < $1`,
        [mark?.xid],
      );
      if (older?.count === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async anchor(): Promise<Anchor> {
    const { at, heads } = await readHeads(this.service);
    return writeAnchor(this.places, at, heads);
  }

  verify(): Promise<VerificationResult> {
    return verifyDatabase(this.service, this.places);
  }

  /** Statements with all triggers off, as only the database's owner can. */
  async tamper(...statements: readonly string[]): Promise<void> {
    await this.owner.query('set session_replication_role = replica');
    for (const statement of statements) await this.owner.query(statement);
    await this.owner.query('set session_replication_role = origin');
  }
}
