import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { ColleaguePicker, type PickedColleague } from '../../shared/colleague-picker.js';
import { DayField } from '../../shared/day-field.js';
import { FormDialog, ReasonField } from '../../shared/form-dialog.js';
import { PersonPicker } from '../../shared/person-picker.js';
import { useMe } from '../../shared/session.js';
import { useToday } from '../../shared/today.js';

interface Values {
  readonly personId: string;
  readonly substitute: readonly PickedColleague[];
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** Names who stands in: for oneself, by HR for anybody. */
export function NameSubstitute({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const today = useToday();
  const save = useNaming(onClose);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <FormDialog<Values>
      title={t('substitutions.name')}
      okText={t('substitutions.name')}
      explanation={t('substitutions.explanation')}
      initialValues={{ personId: me.person?.personId ?? '', from: today }}
      save={save}
      onClose={onClose}
    >
      {me.grants.includes('hr') ? (
        <Form.Item name="personId" label={t('substitutions.person')} rules={required}>
          <PersonPicker label={t('substitutions.person')} />
        </Form.Item>
      ) : (
        <Form.Item name="personId" hidden>
          <input type="hidden" />
        </Form.Item>
      )}
      <Form.Item
        name="substitute"
        label={t('substitutions.substitute')}
        rules={[{ required: true, type: 'array', min: 1, message: t('form.required') }]}
      >
        <ColleaguePicker
          find={(search) => api(cyclesHttp.substituteCandidates, { query: { search } })}
          purpose="substitutions"
          most={1}
          label={t('substitutions.substitute')}
        />
      </Form.Item>
      <Form.Item name="from" label={t('substitutions.from')} rules={required}>
        <DayField label={t('substitutions.from')} />
      </Form.Item>
      <Form.Item name="until" label={t('substitutions.until')} rules={required}>
        <DayField label={t('substitutions.until')} earliest={today} />
      </Form.Item>
      <ReasonField whoReads={t('substitutions.whoReads')} />
    </FormDialog>
  );
}

/** A second try after a lost answer names nobody twice. */
function useNaming(onClose: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tried = useRef({ content: '', key: '' });
  return useMutation({
    mutationFn: ({ personId, substitute, from, until, reason }: Values) => {
      const body = { personId, substituteId: substitute[0]?.value ?? '', from, until, reason: reason.trim() };
      const content = JSON.stringify(body);
      if (tried.current.content !== content) tried.current = { content, key: crypto.randomUUID() };
      return api(cyclesHttp.nameSubstitute, { body, idempotencyKey: tried.current.key });
    },
    onSuccess: ({ substitute }) => {
      void message.success(t('substitutions.named', { name: substitute.name }));
      onClose();
      return queries.invalidateQueries({ queryKey: ['substitutions'] });
    },
  });
}
