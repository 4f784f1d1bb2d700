import { Controller } from '@nestjs/common';
import { notificationsHttp } from '../../../libs/contracts/notifications/http.js';
import type { InputOf, ReplyOf } from '../../../libs/contracts/route.js';
import { Serves } from '../../../libs/platform/messaging/index.js';
import type { NotificationsCall } from './caller.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { InboxService } from './inbox/inbox.service.js';
import { PreferencesService } from './preferences/preferences.service.js';

type Http = typeof notificationsHttp;
type Reply<O extends keyof Http> = Promise<ReplyOf<Http[O]>>;

@Controller()
export class NotificationsController {
  constructor(
    private readonly inbox: InboxService,
    private readonly preferences: PreferencesService,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Serves(notificationsHttp.listMine)
  listMine(input: InputOf<Http['listMine']>, call: NotificationsCall): Reply<'listMine'> {
    return this.inbox.list(input, call);
  }

  @Serves(notificationsHttp.unreadCount)
  unreadCount(input: InputOf<Http['unreadCount']>, call: NotificationsCall): Reply<'unreadCount'> {
    return this.inbox.unreadCount(input, call);
  }

  @Serves(notificationsHttp.markRead)
  markRead(input: InputOf<Http['markRead']>, call: NotificationsCall): Reply<'markRead'> {
    return this.inbox.markRead(input, call);
  }

  @Serves(notificationsHttp.markAllRead)
  markAllRead(input: InputOf<Http['markAllRead']>, call: NotificationsCall): Reply<'markAllRead'> {
    return this.inbox.markAllRead(input, call);
  }

  @Serves(notificationsHttp.getPreferences)
  getPreferences(input: InputOf<Http['getPreferences']>, call: NotificationsCall): Reply<'getPreferences'> {
    return this.preferences.get(input, call);
  }

  @Serves(notificationsHttp.setPreferences)
  setPreferences(input: InputOf<Http['setPreferences']>, call: NotificationsCall): Reply<'setPreferences'> {
    return this.preferences.set(input, call);
  }

  @Serves(notificationsHttp.listDeliveries)
  listDeliveries(input: InputOf<Http['listDeliveries']>, call: NotificationsCall): Reply<'listDeliveries'> {
    return this.deliveries.list(input, call);
  }
}
