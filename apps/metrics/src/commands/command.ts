import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../../../../libs/platform/config/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { CommandFailure, exitCodes } from './exit-codes.js';
import { replayCycle } from './replay.js';
import { scoreFiles } from './score.js';

export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  /** To standard output: the command's result and nothing else. */
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** `kaohe score` and `kaohe replay`; answers the process's exit code. */
export async function runMetricsCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.well;
  const program = new Command('kaohe')
    .exitOverride()
    .configureOutput({ writeOut: terminal.say, writeErr: terminal.complain });
  program
    .command('score')
    .description('score people from files by the rules of a cycle, without any server; prints the run as JSON')
    .argument('<standard>', 'a standard version as JSON, or a list of them')
    .argument('<inputs>', 'the people and their figures as JSON (docs/formats)')
    .action((standard: string, inputs: string) => {
      terminal.say(scoreFiles(standard, inputs));
    });
  program
    .command('replay')
    .description('recompute every run of a cycle from its frozen inputs and compare each digit')
    .argument('<cycle>', 'the id of the cycle')
    .option('--company <id>', 'the company, where the installation has several')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit code 0: all digits agree; 1: some differ; 2: could not be done.')
    .action(async (cycle: string, options: { company?: string; json?: boolean }) => {
      const replayed = await replayCycle(cycle, options, terminal.env);
      terminal.say(replayed.text);
      if (replayed.differences > 0) exitCode = exitCodes.differs;
    });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error, terminal);
  }
}

function failed(error: unknown, { complain }: Terminal): number {
  // Commander has told its own, help included.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.well : exitCodes.notDone;
  if (error instanceof CommandFailure || error instanceof Problem) complain(`${error.code}: ${error.message}`);
  else if (error instanceof ConfigurationError) complain(error.message);
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.notDone;
}
