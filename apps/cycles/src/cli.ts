import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { runReconcileCommand } from './conductor/reconcile-command.js';

// Standard output is the command's result alone; Nest's client would tell there that it hung up.
Logger.overrideLogger(['error']);
process.exitCode = await runReconcileCommand(process.argv.slice(2), {
  env: process.env,
  say: (text) => void process.stdout.write(`${text.trimEnd()}\n`),
  complain: (text) => void process.stderr.write(`${text.trimEnd()}\n`),
});
