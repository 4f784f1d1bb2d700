import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Command, CommanderError } from 'commander';
import type { DataSource } from 'typeorm';
import { ConfigurationError, loadConfig } from '../../../libs/platform/config/index.js';
import { inTransaction, openDatabase } from '../../../libs/platform/database/index.js';
import { writeAnchor } from './anchors/write-anchor.js';
import { inSnapshot, readHeads } from './chain/read-only.js';
import { anchorSettings, commandConfig } from './config.js';
import { exportChunks } from './export/write-export.js';
import { checkPack } from './verification/check-pack.js';
import { describeResult } from './verification/describe-result.js';
import { exitCodes, type VerificationResult } from './verification/result.js';
import type { AnchorSource } from './verification/trusted-anchors.js';
import { verifyDatabase } from './verification/verify-database.js';
import { verifyExport } from './verification/verify-export.js';

interface VerifyOptions {
  readonly export?: string;
  readonly anchors?: string[];
  readonly publicKey?: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** Could not be carried out, as opposed to what a verification found. */
const failed = 3;

export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs `audit verify|check-pack|anchor|export`; answers the exit code. */
export async function runAuditCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = auditProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // A wrong option must not look like a chain that was altered.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : failed;
    terminal.complain(error instanceof Error ? error.message : String(error));
    return failed;
  }
}

function auditProgram({ env, say, complain }: Terminal, exit: (code: number) => void): Command {
  const program = new Command('kaohe').exitOverride().configureOutput({ writeOut: say, writeErr: complain });
  const audit = program.command('audit').description('the sealed history');

  audit
    .command('verify')
    .description('checks every link of the chain and the anchors: exit 0 clean, 1 altered, 2 incomplete')
    .option('--export <file>', 'an exported chain instead of the database')
    .option('--anchors <dir...>', 'where the anchors lie (default: both places of this installation)')
    .option('--public-key <file>', "the anchors' public key, brought from a safe place")
    .option('--offline', 'without a database: --export is needed')
    .option('--json', 'the result as JSON')
    .action(async (options: VerifyOptions) => {
      const result = await verify(options, env);
      say(options.json ? JSON.stringify(result, null, 2) : describeResult(result));
      exit(exitCodes[result.outcome]);
    });

  audit
    .command('check-pack')
    .description(
      'checks an evidence pack by itself: its files, its part of the chain, its score computed again; exit codes of verify',
    )
    .argument('<file>', 'the pack, a ZIP file')
    .option('--public-key <file>', "the anchors' public key, brought from a safe place")
    .option('--json', 'the result as JSON')
    .action((file: string, options: Pick<VerifyOptions, 'publicKey' | 'json'>) => {
      const { keysFolder } = anchorSettings(loadConfig(commandConfig, env));
      const result = checkPack(file, { keysFolder, publicKeyFile: options.publicKey });
      say(options.json ? JSON.stringify(result, null, 2) : describeResult(result));
      exit(exitCodes[result.outcome]);
    });

  audit
    .command('anchor')
    .description('signs where every chain stands and writes it to both places')
    .action(async () => {
      const config = loadConfig(commandConfig, env);
      await withDatabase(env, async (database) => {
        const { at, heads } = await readHeads(database);
        const anchor = writeAnchor(anchorSettings(config), at, heads);
        say(`Anchor ${anchor.no} (${anchor.kind}) of ${heads.length} stream(s), root ${anchor.root}.`);
      });
    });

  audit
    .command('export')
    .description('writes a sealed chain to a file that can be verified without a database')
    .argument('<file>', 'file to write, gzipped lines of JSON; end its name in .gz')
    .option('--company <id>', 'which company, when there is more than one')
    .action(async (file: string, options: { company?: string }) => {
      await withDatabase(env, async (database) => {
        const companyId = await oneCompany(database, options.company);
        await inSnapshot(database, companyId, (runner) =>
          pipeline(exportChunks(runner, companyId), createGzip(), createWriteStream(file, { mode: 0o600 })),
        );
        await inTransaction(database, { companyId }, (transaction) =>
          transaction.query(
            `select audit.append($1, null, null, 'audit.exported', 'history', $2, null, null, null, null, null)`,
            [companyId, companyId],
          ),
        );
        say(
          `Wrote the chain of company ${companyId} to ${file}. It holds the keys over the details: keep it as you keep the data.`,
        );
      });
    });
  return program;
}

async function verify(options: VerifyOptions, env: NodeJS.ProcessEnv): Promise<VerificationResult> {
  if (options.offline && options.export === undefined)
    throw new ConfigurationError('--offline has no database to read: name an exported chain with --export FILE.');
  const installation = anchorSettings(loadConfig(commandConfig, env));
  const source: AnchorSource = {
    folders: options.anchors ?? installation.folders,
    keysFolder: installation.keysFolder,
    publicKeyFile: options.publicKey,
  };
  if (options.export !== undefined) return verifyExport(options.export, source);
  return withDatabase(env, (database) => verifyDatabase(database, source));
}

async function withDatabase<T>(env: NodeJS.ProcessEnv, work: (database: DataSource) => Promise<T>): Promise<T> {
  const { KAOHE_SERVICE_DATABASE_URL: url } = loadConfig(commandConfig, env);
  if (url === undefined)
    throw new ConfigurationError("Set KAOHE_SERVICE_DATABASE_URL to the audit service's database login.");
  const database = await openDatabase(url, { applicationName: 'kaohe-audit-command', poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

async function oneCompany(database: DataSource, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const { heads } = await readHeads(database);
  const [only] = heads;
  if (only && heads.length === 1) return only.companyId;
  throw new ConfigurationError(
    heads.length === 0
      ? 'Nothing is sealed yet: there is no chain to export.'
      : `There are ${heads.length} companies: name one with --company. ${heads.map((head) => head.companyId).join(', ')}`,
  );
}
