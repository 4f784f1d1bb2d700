import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { PersonPicker } from '../../shared/person-picker.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { useCommand } from './use-command.js';

interface PersonDialogProps {
  readonly command: 'exclude_person' | 'add_person';
  readonly cycle: CycleDetail;
  /** null: the dialog asks whom. */
  readonly person: { readonly personId: string; readonly name: string } | null;
  readonly onDone: () => void;
}

/** Takes somebody out of a running cycle, or brings somebody in. */
export function PersonDialog({ command: name, cycle, person, onDone }: PersonDialogProps) {
  const { t } = useTranslation();
  const command = useCommand(cycle.cycleId);
  const [chosen, setChosen] = useState(person?.personId);
  const [asked, setAsked] = useState(false);
  const submit = async (reason: string) => {
    setAsked(true);
    if (chosen === undefined) return false;
    const well = await command.give({ name, personId: chosen, reason });
    if (well) onDone();
    return well;
  };
  const missing = asked && chosen === undefined;
  return (
    <ReasonDialog
      title={person ? t('cycle.excludeOf', { name: person.name }) : t(`cycle.command.${name}`)}
      okText={t(`cycle.command.${name}`)}
      danger={name === 'exclude_person'}
      explanation={t(`cycle.commandMeans.${name}`)}
      whoReads={t('cycle.whoReads')}
      draftOf={`${name}/${cycle.cycleId}/${person?.personId ?? ''}`}
      pending={command.pending}
      error={command.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      {!person && (
        <Form.Item
          label={t('cycle.person')}
          required
          {...(missing ? { validateStatus: 'error' as const, help: t('form.required') } : {})}
        >
          <PersonPicker label={t('cycle.person')} value={chosen} onChange={setChosen} />
        </Form.Item>
      )}
    </ReasonDialog>
  );
}
