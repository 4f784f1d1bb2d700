import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { api } from '../../shared/api.js';
import { FormDialog, ReasonField } from '../../shared/form-dialog.js';
import { type Post, PostFields } from './post-fields.js';
import { useSavedPerson } from './use-saved-person.js';

interface Values extends Post {
  readonly reason: string;
}

/** A transfer or a new manager from a day on; what is left as it stands is not sent, so that later plans stay. */
export function ChangePost({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { personId } = person;
  // Who has not begun yet has a first post to change.
  const assignment = person.assignment ?? person.assignments.at(-1) ?? null;
  const save = useSavedPerson(
    ({ from, positionId, departmentId, managerId = undefined, reason }: Values) =>
      api(rolesHttp.changeAssignment, {
        params: { personId },
        body: {
          from,
          reason: reason.trim(),
          ...(positionId === assignment?.positionId ? {} : { positionId }),
          ...(departmentId === assignment?.departmentId ? {} : { departmentId }),
          ...((managerId ?? null) === (assignment?.managerId ?? null) && assignment
            ? {}
            : { managerId: managerId ?? null }),
        },
      }),
    { text: t('people.moved'), close: onClose },
  );
  return (
    <FormDialog<Values>
      title={t('people.moveOf', { name: person.name })}
      okText={t('people.move')}
      explanation={t('people.moveMeans')}
      initialValues={
        assignment
          ? {
              positionId: assignment.positionId,
              departmentId: assignment.departmentId,
              managerId: assignment.managerId ?? undefined,
            }
          : {}
      }
      save={save}
      onClose={onClose}
    >
      <PostFields fromLabel={t('people.effectiveFrom')} />
      <ReasonField whoReads={t('people.whoReads')} />
    </FormDialog>
  );
}
