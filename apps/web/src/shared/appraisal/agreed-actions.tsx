import './appraisal.css';
import { CalendarOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../format.js';
import { useToday } from '../today.js';

type Actions = NonNullable<AppraisalSheet['interview']>['actions'];

/** Who does what until when; a day that has passed is said, since nobody ticks an action off here. */
export function AgreedActions({ actions }: { actions: Actions }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday();
  if (actions.length === 0) return <p className="hint">{t('comparison.noActions')}</p>;
  return (
    <ul className="actions-list">
      {actions.map(({ text, owner, dueOn }) => (
        <li key={`${text}/${dueOn}`}>
          <span className="written">{text}</span>
          <span className="hint">
            {dueOn < today ? (
              <span className="change-down">
                <ExclamationCircleOutlined aria-hidden />{' '}
                {t('comparison.actionPast', { owner: owner.name, due: format.date(dueOn) })}
              </span>
            ) : (
              <>
                <CalendarOutlined aria-hidden />{' '}
                {t('comparison.actionDue', { owner: owner.name, due: format.date(dueOn) })}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
