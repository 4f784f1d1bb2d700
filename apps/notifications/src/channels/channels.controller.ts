import { Controller } from '@nestjs/common';
import { channelsHttp } from '../../../../libs/contracts/notifications/channels.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { NotificationsCall } from '../caller.js';
import { ChannelsService } from './channels.service.js';

type Http = typeof channelsHttp;
type Reply<O extends keyof Http> = Promise<ReplyOf<Http[O]>>;

@Controller()
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  @Serves(channelsHttp.getMailChannel)
  getMailChannel(input: InputOf<Http['getMailChannel']>, call: NotificationsCall): Reply<'getMailChannel'> {
    return this.channels.mail(input, call);
  }

  @Serves(channelsHttp.testMail)
  testMail(input: InputOf<Http['testMail']>, call: NotificationsCall): Reply<'testMail'> {
    return this.channels.testMail(input, call);
  }

  @Serves(channelsHttp.listRobots)
  listRobots(input: InputOf<Http['listRobots']>, call: NotificationsCall): Reply<'listRobots'> {
    return this.channels.listRobots(input, call);
  }

  @Serves(channelsHttp.createRobot)
  createRobot(input: InputOf<Http['createRobot']>, call: NotificationsCall): Reply<'createRobot'> {
    return this.channels.createRobot(input, call);
  }

  @Serves(channelsHttp.updateRobot)
  updateRobot(input: InputOf<Http['updateRobot']>, call: NotificationsCall): Reply<'updateRobot'> {
    return this.channels.updateRobot(input, call);
  }

  @Serves(channelsHttp.testRobot)
  testRobot(input: InputOf<Http['testRobot']>, call: NotificationsCall): Reply<'testRobot'> {
    return this.channels.testRobot(input, call);
  }
}
