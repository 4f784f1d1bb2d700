import type { Channel, NotificationType } from '../../../../libs/contracts/notifications/http.js';

/** Everything is found in the app; by mail comes what asks for something or says something new. */
export const wantedByDefault = (type: NotificationType, channel: Channel): boolean =>
  channel === 'in_app' || type !== 'cycle_state_changed';
