import { cpus, loadavg, release, totalmem } from 'node:os';

/** Where it was measured: what decides the figures, nothing that names the machine. */
export const describeMachine = (postgresVersion: string) => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch} ${release()}`,
  node: process.version,
  postgres: postgresVersion,
  loadAverage: loadavg().map((load) => Number(load.toFixed(2))),
});
export type Machine = ReturnType<typeof describeMachine>;
