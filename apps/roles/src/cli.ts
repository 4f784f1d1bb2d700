import { rolesProgram } from './command.js';

rolesProgram({ env: process.env, say: (text) => void process.stdout.write(`${text}\n`) })
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
