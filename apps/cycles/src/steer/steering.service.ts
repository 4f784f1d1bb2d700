import { Inject, Injectable } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSteerAboutPerson } from '../../../../libs/domain/access/can-steer-about-person.js';
import { canSteerCycle } from '../../../../libs/domain/access/can-steer-cycle.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { forbidden } from '../../../../libs/platform/http/index.js';
import { type ActingCall, actingCall, type CyclesCall, scopeOf } from '../caller.js';
import { type ConductorCommand, CYCLE_CONDUCTOR, type CycleConductor } from '../conductor-port.js';
import { knownPeople } from '../decide/known-people.js';
import { answerIdempotent } from '../idempotent.js';
import { readCycle } from '../record/cycle-row.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';

type Http = typeof cyclesHttp;
type Steering = 'extendStage' | 'pauseCycle' | 'resumeCycle' | 'cancelCycle' | 'excludePerson' | 'addPerson';
type Reply = ReplyOf<Http['pauseCycle']>;

/** HR's commands to a running cycle: the cycle's workflow obeys them in turn and the record keeps them. */
@Injectable()
export class SteeringService {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(CYCLE_CONDUCTOR) private readonly conductor: CycleConductor,
  ) {}

  extend(input: InputOf<Http['extendStage']>, call: CyclesCall): Promise<Reply> {
    return this.steer('extendStage', input, call, (command) => this.conductor.extend({ ...command, ...input.body }));
  }

  pause(input: InputOf<Http['pauseCycle']>, call: CyclesCall): Promise<Reply> {
    return this.steer('pauseCycle', input, call, (command) => this.conductor.pause({ ...command, ...input.body }));
  }

  resume(input: InputOf<Http['resumeCycle']>, call: CyclesCall): Promise<Reply> {
    return this.steer('resumeCycle', input, call, (command) => this.conductor.resume(command));
  }

  cancel(input: InputOf<Http['cancelCycle']>, call: CyclesCall): Promise<Reply> {
    return this.steer('cancelCycle', input, call, (command) => this.conductor.cancel({ ...command, ...input.body }));
  }

  excludePerson(input: InputOf<Http['excludePerson']>, call: CyclesCall): Promise<Reply> {
    refuseAboutSelf(actingCall(call), input.body.personId);
    return this.steer('excludePerson', input, call, (command) =>
      this.conductor.excludePerson({ ...command, ...input.body }),
    );
  }

  addPerson(input: InputOf<Http['addPerson']>, call: CyclesCall): Promise<Reply> {
    refuseAboutSelf(actingCall(call), input.body.personId);
    return this.steer('addPerson', input, call, (command) => this.conductor.addPerson({ ...command, ...input.body }));
  }

  private async steer(
    name: Steering,
    input: { readonly params: { readonly cycleId: string }; readonly body: unknown; readonly idempotencyKey?: string },
    unchecked: CyclesCall,
    command: (command: ConductorCommand) => Promise<void>,
  ): Promise<Reply> {
    const call = actingCall(unchecked);
    const byPersonId = steeringPerson(call);
    const address = { companyId: call.companyId, cycleId: input.params.cycleId };
    const { database } = this.ports;
    await inTransaction(database, scopeOf(call), (transaction) => readCycle(transaction, address));
    await knownPeople(this.ports, call, [byPersonId]);
    await command({
      ...address,
      byAccountId: call.actor.accountId,
      byPersonId,
      requestId: call.requestId,
      ...(input.idempotencyKey ? { key: `${call.actor.accountId}/${input.idempotencyKey}` } : {}),
    });
    // Repeated, the same command is found done by the workflow; here only the answer and another body's refusal are kept.
    return inTransaction(database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp[name].subject, input, async () => {
        const { cycleId, state, pausedAt, version } = await readCycle(transaction, address);
        return { cycleId, state, pausedAt: pausedAt?.toISOString() ?? null, version };
      }),
    );
  }
}

function steeringPerson({ actor }: ActingCall): string {
  if (canSteerCycle(actor) && actor.personId !== null) return actor.personId;
  throw forbidden('cycle.steering_not_allowed', 'Only HR who is a person of the company steers a cycle.');
}

function refuseAboutSelf({ actor }: ActingCall, personId: string): void {
  if (canSteerAboutPerson(actor, personId)) return;
  throw forbidden('cycle.about_self_not_allowed', 'Nobody takes themself out of a cycle or brings themself in.');
}
