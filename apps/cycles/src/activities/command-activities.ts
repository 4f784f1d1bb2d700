import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CommandResult, CycleAddress } from '../../../../libs/contracts/cycles/workflow.js';
import { readCommand } from '../conductor/command-row.js';
import { obey } from '../conductor/obey.js';
import { CYCLE_RECORD } from '../conductor-port.js';
import type { CycleRecord } from '../record/set-operations.js';
import { heartbeating } from './boundary.js';

@Injectable()
export class CommandActivities {
  constructor(
    @Inject(CYCLE_RECORD) private readonly record: CycleRecord,
    private readonly database: DataSource,
  ) {}

  /** May run twice: the record finds what it did before (a person gone, a cycle paused) and answers the same. */
  runCommand = ({ commandId, ...cycle }: CycleAddress & { commandId: string }): Promise<CommandResult> =>
    heartbeating(async () => {
      const { by, said } = await readCommand(this.database, { ...cycle, commandId });
      return obey(this.record, cycle, by, said, commandId);
    });
}
