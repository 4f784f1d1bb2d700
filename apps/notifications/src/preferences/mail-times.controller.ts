import { Controller } from '@nestjs/common';
import { mailTimesHttp } from '../../../../libs/contracts/notifications/mail-times.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { NotificationsCall } from '../caller.js';
import { MailTimesService } from './mail-times.service.js';

type Http = typeof mailTimesHttp;
type Reply<O extends keyof Http> = Promise<ReplyOf<Http[O]>>;

@Controller()
export class MailTimesController {
  constructor(private readonly times: MailTimesService) {}

  @Serves(mailTimesHttp.getMailTimes)
  getMailTimes(input: InputOf<Http['getMailTimes']>, call: NotificationsCall): Reply<'getMailTimes'> {
    return this.times.mine(input, call);
  }

  @Serves(mailTimesHttp.setMailTimes)
  setMailTimes(input: InputOf<Http['setMailTimes']>, call: NotificationsCall): Reply<'setMailTimes'> {
    return this.times.setMine(input, call);
  }

  @Serves(mailTimesHttp.getCompanyMailTimes)
  getCompanyMailTimes(
    input: InputOf<Http['getCompanyMailTimes']>,
    call: NotificationsCall,
  ): Reply<'getCompanyMailTimes'> {
    return this.times.company(input, call);
  }

  @Serves(mailTimesHttp.setCompanyMailTimes)
  setCompanyMailTimes(
    input: InputOf<Http['setCompanyMailTimes']>,
    call: NotificationsCall,
  ): Reply<'setCompanyMailTimes'> {
    return this.times.setCompany(input, call);
  }
}
