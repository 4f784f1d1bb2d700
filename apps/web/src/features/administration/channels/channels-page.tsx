import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { canConfigureChannels } from '../../../../../../libs/domain/access/can-configure-channels.js';
import { Page } from '../../../shared/page.js';
import { actorOf, useMe } from '../../../shared/session.js';
import { CompanyMailTimes } from '../mail-times/company-mail-times.js';
import { Sections } from '../sections.js';
import { MailChannel } from './mail-channel.js';
import { Robots } from './robots.js';

/** Through what the company is told: its mail server, and the robots of its chat groups. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t('administration.section.channels')} subtitle={t('administration.channels.hint')}>
      <Sections />
      {canConfigureChannels(actorOf(me)) ? (
        <div className="stack">
          <MailChannel />
          <CompanyMailTimes />
          <Robots />
        </div>
      ) : (
        <Alert type="warning" showIcon title={t('problem.code.channel_not_allowed')} />
      )}
    </Page>
  );
}
