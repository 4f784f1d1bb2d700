import 'reflect-metadata';
import { runMetricsCommand } from './commands/command.js';

process.exitCode = await runMetricsCommand(process.argv.slice(2), {
  env: process.env,
  say: (text) => void process.stdout.write(`${text.trimEnd()}\n`),
  complain: (text) => void process.stderr.write(`${text.trimEnd()}\n`),
});
