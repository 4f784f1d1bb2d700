import type { Actor } from '../../../libs/contracts/values.js';
import { Problem } from '../../../libs/platform/http/index.js';
import type { Call } from '../../../libs/platform/messaging/index.js';

export type NotificationsCall = Call<Actor>;

export function actorOf(call: NotificationsCall): Actor {
  if (call.actor) return call.actor;
  throw new Problem(401, 'session.missing', 'You are not signed in, or the session has ended; sign in and try again.');
}

/** Whose notifications these are: an account without a person is told nothing. */
export function readerOf(call: NotificationsCall): string {
  const { personId } = actorOf(call);
  if (personId !== null) return personId;
  throw new Problem(
    404,
    'notification.no_person',
    'This account belongs to no person and gets no notifications; link it to one first.',
  );
}
