import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import type { ImportProblem } from '../../../libs/contracts/roles/http.js';
import { ConfigurationError, loadConfig } from '../../../libs/platform/config/index.js';
import { inTransaction, openDatabase } from '../../../libs/platform/database/index.js';
import type { Doer } from './caller.js';
import { createCompany } from './companies/create-company.js';
import { commandConfig } from './config.js';
import { importOrganisation } from './imports/import-organisation.js';
import { readCompanies } from './population/answers.js';
import { loadStandards } from './standards/load-standards.js';

export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly say: (text: string) => void;
}

/** The operators' commands: `company create`, `import organisation`, `standards load`. */
export function rolesProgram({ env, say }: Terminal): Command {
  const program = new Command('kaohe');
  const withDatabase = <T>(work: (database: DataSource) => Promise<T>): Promise<T> => withOpenDatabase(env, work);

  program
    .command('company')
    .description('companies of this installation')
    .command('create')
    .description('creates a company with its first administrator; repeating it changes nothing')
    .requiredOption('--name <name>', 'what the company is called')
    .option('--time-zone <zone>', 'where its days begin', 'Asia/Shanghai')
    .option('--admin-login <login>', "the first administrator's login", 'admin')
    .action((options: { name: string; timeZone: string; adminLogin: string }) =>
      withDatabase(async (database) => {
        const password = loadConfig(commandConfig, env).KAOHE_DEMO_PASSWORD;
        const company = await createCompany(database, requestId(), { ...options, password });
        say(
          company.created
            ? `Created the company ${options.name} (${company.companyId}) with the administrator ${options.adminLogin}.`
            : `The company ${options.name} is there already (${company.companyId}).`,
        );
        if (company.initialPassword) {
          say(`The administrator's password, shown this once: ${company.initialPassword}`);
        }
      }),
    );

  program
    .command('import')
    .description('loads files of a company')
    .command('organisation')
    .description('loads departments, people and assignments from XLSX or CSV: all rows or none')
    .argument('<file>', 'the filled-in template')
    .option('--company <id>', 'which company, when there is more than one')
    .option('--dry-run', 'checks everything and changes nothing')
    .action((path: string, options: { company?: string; dryRun?: boolean }) =>
      withDatabase(async (database) => {
        const file = { name: basename(path), content: readFileSync(path) };
        const by = await operatorOf(database, options.company);
        const result = await importOrganisation(database, by, file, { dryRun: options.dryRun ?? false });
        for (const problem of result.problems) say(describe(problem));
        if (result.state === 'refused') {
          throw new ConfigurationError(
            `Nothing was loaded: ${result.problemCount} problem(s) in ${file.name}. Mend them and run the command again.`,
          );
        }
        say(
          `${headlines[result.repeated ? 'repeated' : result.state]} ${file.name}: ${result.departmentsCreated} departments, ` +
            `${result.peopleCreated} people created, ${result.peopleChanged} changed, ${result.peopleUnchanged} unchanged.`,
        );
      }),
    );

  program
    .command('standards')
    .description('the standards people are measured by')
    .command('load')
    .description('gives a company the standards that come with Kaohe; repeating it changes nothing')
    .option('--company <id>', 'which company, when there is more than one')
    .action((options: { company?: string }) =>
      withDatabase(async (database) => {
        const by = await operatorOf(database, options.company);
        const results = await inTransaction(database, by, (transaction) => loadStandards(transaction, by));
        for (const { standardId, outcome } of results) say(`${standardId}: ${outcome}`);
      }),
    );

  return program;
}

const headlines = {
  loaded: 'Loaded',
  checked: 'Would load',
  repeated: 'Loaded before, nothing to do for',
};

const describe = ({ sheet, row, column, value, message, code }: ImportProblem): string =>
  `${sheet}, row ${row}, "${column}" = "${value}": ${message} (${code})`;

const requestId = (): string => `command-${randomUUID()}`;

async function operatorOf(database: DataSource, named: string | undefined): Promise<Doer> {
  const { companies } = await readCompanies(database);
  const [only] = companies.filter((company) => named === undefined || company.companyId === named);
  if (only && (named !== undefined || companies.length === 1)) {
    return { companyId: only.companyId, requestId: requestId(), actor: null };
  }
  throw new ConfigurationError(
    companies.length === 0
      ? 'There is no company yet: run "kaohe company create" first.'
      : `Name one of the companies with --company: ${companies.map(({ companyId, name }) => `${companyId} (${name})`).join(', ')}`,
  );
}

async function withOpenDatabase<T>(env: NodeJS.ProcessEnv, work: (database: DataSource) => Promise<T>): Promise<T> {
  const { KAOHE_SERVICE_DATABASE_URL: url } = loadConfig(commandConfig, env);
  const database = await openDatabase(url, { applicationName: 'kaohe-roles-command', poolSize: 2 });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}
