import type { CommandResult, CycleAddress } from '../../../../libs/contracts/cycles/workflow.js';
import type { CycleRecord } from '../record/set-operations.js';
import type { Command, Commander } from './command-row.js';

/** Has the record do what HR said. */
export async function obey(
  record: CycleRecord,
  cycle: CycleAddress,
  commander: Commander,
  said: Command,
  commandId?: string,
): Promise<CommandResult> {
  const by = { ...cycle, ...commander, ...(commandId === undefined ? {} : { commandId }) };
  switch (said.kind) {
    case 'extend':
      await record.extend({ ...by, stage: said.stage, days: said.days, reason: said.reason });
      return {};
    case 'pause':
      await record.pause({ ...by, reason: said.reason });
      return {};
    case 'resume':
      await record.resume(by);
      return {};
    case 'cancel':
      await record.cancel({ ...by, reason: said.reason });
      return {};
    case 'excludePerson':
      return {
        cohortNo: (await record.excludePerson({ ...by, personId: said.personId, reason: said.reason })).cohortNo,
      };
    case 'rescore':
      return record.rescoreLate({ ...by, lateRequestId: said.lateRequestId });
    case 'addPerson':
      return { cohortNo: (await record.addPerson({ ...by, personId: said.personId, reason: said.reason })).cohortNo };
  }
}
