import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../../../libs/contracts/roles/http.js';
import { canChangeAssignment } from '../../../../../libs/domain/access/can-change-assignment.js';
import { canEditOrganisation } from '../../../../../libs/domain/access/can-edit-organisation.js';
import { actorOf, useMe } from '../../shared/session.js';
import { ChangePost } from './change-post.js';
import { Departure } from './departure.js';
import { EditPerson } from './edit-person.js';

type Open = 'edit' | 'move' | 'leave' | null;

/** What the reader may do with this person; nobody moves themself. */
export function PersonActions({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const actor = actorOf(useMe());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  if (!canEditOrganisation(actor)) return null;
  return (
    <>
      <Flex gap="small" wrap>
        <Button onClick={() => setOpen('edit')}>{t('people.edit')}</Button>
        {canChangeAssignment(actor, person.personId) && (
          <>
            <Button onClick={() => setOpen('leave')} disabled={person.leftOn !== null}>
              {t('people.leave')}
            </Button>
            <Button type="primary" onClick={() => setOpen('move')}>
              {t('people.move')}
            </Button>
          </>
        )}
      </Flex>
      {open === 'edit' && <EditPerson person={person} onClose={close} />}
      {open === 'move' && <ChangePost person={person} onClose={close} />}
      {open === 'leave' && <Departure person={person} onClose={close} />}
    </>
  );
}
