import { Inject, Injectable } from '@nestjs/common';
import type { RobotInput } from '../../../../libs/contracts/notifications/channels.js';
import { AllowedAddresses } from '../../../../libs/platform/outbound/index.js';
import { NOTIFICATIONS_CONFIG, type NotificationsConfig } from '../config.js';
import { platforms } from './platforms.js';
import { postJson } from './post-json.js';
import { type RobotOutcome, readAnswer } from './read-answer.js';
import { type SetupFault, setupOf } from './robot-setup.js';
import { type RobotNews, writeRequest } from './write-request.js';

/** Speaks to the platforms, at the addresses that may be spoken to. */
@Injectable()
export class RobotTransmitter {
  private readonly further: AllowedAddresses;
  private readonly allowed: AllowedAddresses;

  constructor(@Inject(NOTIFICATIONS_CONFIG) private readonly config: NotificationsConfig) {
    const own = Object.values(platforms).map(({ host }) => host);
    const variable = 'KAOHE_CHANNEL_ALLOW';
    this.further = new AllowedAddresses(variable, config.KAOHE_CHANNEL_ALLOW);
    this.allowed = new AllowedAddresses(variable, [...own, config.KAOHE_CHANNEL_ALLOW].join(','));
  }

  faultOf(robot: RobotInput): SetupFault | null {
    const setup = setupOf(robot, this.config.channelEnvironment, this.further);
    return 'fault' in setup ? setup.fault : null;
  }

  async send(robot: RobotInput, news: RobotNews): Promise<RobotOutcome> {
    const setup = setupOf(robot, this.config.channelEnvironment, this.further);
    if ('fault' in setup) return { state: 'refused', reason: 'not_set_up', answer: setup.fault };
    const where = await this.allowed.pin(setup.address);
    if ('refused' in where) {
      return where.refused === 'unresolved'
        ? { state: 'later', reason: 'unreachable', answer: `The name ${where.host} could not be resolved.` }
        : { state: 'refused', reason: 'not_set_up', answer: 'host_not_allowed' };
    }
    const request = writeRequest(news, { ...robot, ...setup, nowMs: Date.now() });
    const met = await postJson(request, where.pinned);
    return 'failed' in met ? met.failed : readAnswer(robot.kind, met.answer);
  }
}
