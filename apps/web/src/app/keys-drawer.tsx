import { Drawer, Switch, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { places } from '../shared/feature.js';
import { type Key, keysAreOn, pageKeys, turnKeys } from './keys.js';

/** What the keyboard can do on the page at hand and everywhere. */
export default function KeysDrawer({ everywhere, onClose }: { everywhere: readonly Key[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(keysAreOn);
  const ofPage = pageKeys.filter(({ isOfUse }) => isOfUse?.() ?? true);
  const turn = (wanted: boolean) => {
    turnKeys(wanted);
    setOn(wanted);
  };
  return (
    <Drawer title={t('keys.title')} open onClose={onClose}>
      <div className="stack">
        <div className="keys-switch">
          <Switch id="keys-on" checked={on} onChange={turn} />
          <label htmlFor="keys-on">{t('keys.on')}</label>
        </div>
        {ofPage.length > 0 && <Keys title={t('keys.ofPage')} keys={ofPage} />}
        <Keys title={t('keys.everywhere')} keys={everywhere} />
        <p className="hint">{t('keys.typing')}</p>
      </div>
    </Drawer>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly Key[] }) {
  const { t } = useTranslation();
  const isPlace = (does: string) => places.some((place) => place === does);
  return (
    <section>
      <Typography.Title level={3} className="section-title">
        {title}
      </Typography.Title>
      <dl className="keys">
        {keys.map(({ keys: pressed, does }) => (
          <div key={pressed}>
            <dt>
              {pressed.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{isPlace(does) ? t('keys.goTo', { place: t(`nav.${does}`) }) : t(`keys.does.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
