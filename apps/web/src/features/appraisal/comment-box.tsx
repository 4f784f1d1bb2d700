import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Form } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { useMe } from '../../shared/session.js';

/** 評論: says something about the appraisal without deciding it; who reads it is chosen, and printed beside the box. */
export function CommentBox({ sheet, onClose }: { sheet: AppraisalSheet; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const { appraisalId, person } = sheet;
  const own = me.person?.personId === person.personId;
  const [forPerson, setForPerson] = useState(own);
  const comment = useComment(appraisalId);
  const submit = async (text: string) => {
    const done = await comment.mutateAsync({ text, forPerson }).catch(() => null);
    if (!done) return false;
    void message.success(t('comment.done'));
    onClose();
    return true;
  };
  const readers = own ? 'own' : forPerson ? 'both' : 'overseers';
  return (
    <ReasonDialog
      title={t('verb.comment')}
      okText={t('verb.comment')}
      label={t('comment.text')}
      whoReads={t(`comment.whoReads.${readers}`, { name: person.name })}
      draftOf={`comment/${appraisalId}`}
      maxLength={2000}
      pending={comment.isPending}
      error={comment.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      {!own && (
        <Form.Item>
          <Checkbox checked={forPerson} onChange={({ target }) => setForPerson(target.checked)}>
            {t('comment.forPerson', { name: person.name })}
          </Checkbox>
        </Form.Item>
      )}
    </ReasonDialog>
  );
}

/** A second try after a lost answer says nothing twice. */
function useComment(appraisalId: string) {
  const queries = useQueryClient();
  const tried = useRef({ content: '', key: '' });
  return useMutation({
    mutationFn: (body: { text: string; forPerson: boolean }) => {
      const content = JSON.stringify(body);
      if (tried.current.content !== content) tried.current = { content, key: crypto.randomUUID() };
      return api(cyclesHttp.commentAppraisal, { params: { appraisalId }, body, idempotencyKey: tried.current.key });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['appraisal', appraisalId] }),
  });
}
