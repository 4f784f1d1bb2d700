import 'reflect-metadata';
import { runReconcileCommand } from './conductor/reconcile-command.js';

process.exitCode = await runReconcileCommand(process.argv.slice(2), {
  env: process.env,
  say: (text) => void process.stdout.write(`${text.trimEnd()}\n`),
  complain: (text) => void process.stderr.write(`${text.trimEnd()}\n`),
});
