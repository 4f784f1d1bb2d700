import type { RobotInput, setupFaults } from '../../../../libs/contracts/notifications/channels.js';
import type { AllowedAddresses } from '../../../../libs/platform/outbound/index.js';
import type { ChannelEnvironment } from '../config.js';
import { platforms } from './platforms.js';

export type SetupFault = (typeof setupFaults)[number];
export interface Setup {
  readonly address: URL;
  readonly secret: string | null;
}

/** What a robot's references stand for here, or why nothing can be sent by it. */
export function setupOf(
  robot: Pick<RobotInput, 'kind' | 'address' | 'secret'>,
  environment: ChannelEnvironment,
  further: AllowedAddresses,
): Setup | { readonly fault: SetupFault } {
  const written = behind(robot.address, environment);
  if (written === undefined) return { fault: 'address_missing' };
  if (!URL.canParse(written)) return { fault: 'address_invalid' };
  const address = new URL(written);
  if (!mayBeAt(address, robot.kind, further)) return { fault: 'host_not_allowed' };
  if (robot.secret === null) return { address, secret: null };
  const secret = behind(robot.secret, environment);
  return secret === undefined ? { fault: 'secret_missing' } : { address, secret };
}

/** The platform's own host, encrypted; or one that the operator lists, as it is written there. */
const mayBeAt = (address: URL, kind: RobotInput['kind'], further: AllowedAddresses): boolean =>
  (address.protocol === 'https:' && address.host === platforms[kind].host) ||
  (/^https?:$/.test(address.protocol) && further.lists(address));

const behind = (reference: string, environment: ChannelEnvironment): string | undefined =>
  environment[reference.slice('env:'.length)];
