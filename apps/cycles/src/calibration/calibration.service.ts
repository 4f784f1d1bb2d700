import { Inject, Injectable } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { type ActingCall, actingCall, type CyclesCall, scopeOf } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import { answerIdempotent } from '../idempotent.js';
import { writeHistory } from '../record/history.js';
import { openSession } from '../record/open-calibrations.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { closeSession } from './close-session.js';
import { moveGrade } from './move-grade.js';
import { calibratingPerson, lockForSession } from './session-access.js';

type Http = typeof cyclesHttp;
type Act = 'beginCalibration' | 'moveGrade' | 'closeCalibration';

/** HR's acts on a group: each is one transaction under the group's lock, and its answer follows the commit. */
@Injectable()
export class CalibrationService {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  begin(input: InputOf<Http['beginCalibration']>, unchecked: CyclesCall): Promise<ReplyOf<Http['beginCalibration']>> {
    return this.act('beginCalibration', input, unchecked, async (transaction, call) => {
      const { groupId } = input.params;
      const { cycle } = await lockForSession(transaction, call, groupId);
      const clock = await this.ports.calendars.clockOf(call.companyId, cycle.timeZone);
      const by = { byAccountId: call.actor.accountId, byPersonId: call.actor.personId, requestId: call.requestId };
      const opened = await openSession(transaction, cycle, groupId, clock, by);
      if (opened) return { groupId, ...opened };
      throw new Problem(
        409,
        'calibration.nothing_to_begin',
        'The session is open already, or nobody of the group has arrived; read it again.',
        { groupId },
      );
    });
  }

  move(input: InputOf<Http['moveGrade']>, unchecked: CyclesCall): Promise<ReplyOf<Http['moveGrade']>> {
    return this.act('moveGrade', input, unchecked, (transaction, call) =>
      moveGrade(transaction, call, input.params.groupId, input.body, input.ifMatch ?? 0),
    );
  }

  close(input: InputOf<Http['closeCalibration']>, unchecked: CyclesCall): Promise<ReplyOf<Http['closeCalibration']>> {
    return this.act('closeCalibration', input, unchecked, async (transaction, call) => {
      const group = await lockForSession(transaction, call, input.params.groupId);
      const clock = await this.ports.calendars.clockOf(call.companyId, group.cycle.timeZone);
      return closeSession(transaction, { call, group, clock, comment: input.body.comment });
    });
  }

  private async act<Reply>(
    name: Act,
    input: {
      readonly params: { readonly groupId: string };
      readonly body: object;
      readonly idempotencyKey?: string;
    },
    unchecked: CyclesCall,
    work: (transaction: Transaction, call: ActingCall) => Promise<Reply>,
  ): Promise<Reply> {
    const call = actingCall(unchecked);
    await knownPeople(this.ports, call, [calibratingPerson(call)]);
    try {
      const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
        answerIdempotent(transaction, call, cyclesHttp[name].subject, input, () => work(transaction, call)),
      );
      this.events.wakeRelay();
      return reply;
    } catch (error) {
      if (error instanceof Problem && error.status !== 404) await this.noteRefused(call, name, input, error);
      throw error;
    }
  }

  /** Attempts that were refused are history too. */
  private async noteRefused(
    call: ActingCall,
    name: Act,
    { params: { groupId }, body }: { params: { groupId: string }; body: object },
    { code }: Problem,
  ): Promise<void> {
    await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      writeHistory(transaction, call, {
        action: 'calibration.refused',
        subjectType: 'calibration',
        subjectId: groupId,
        after: { groupId, act: name, code, ...('appraisalId' in body ? { appraisalId: body.appraisalId } : {}) },
        by: { byAccountId: call.actor.accountId, byPersonId: call.actor.personId, requestId: call.requestId },
      }),
    );
  }
}
