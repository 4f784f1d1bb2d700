import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useDraft } from '../../shared/draft.js';
import { announce } from '../../shared/live-region.js';
import { emptyTalk, type TalkDraft } from './talk.js';

export type TalkPart = 'strengths' | 'weaknesses';
export type Talk = ReturnType<typeof useTalk>;

/** The form, its draft, and the way from a line of the agenda into it. */
export function useTalk(sheet: AppraisalSheet) {
  const { t } = useTranslation();
  const [form] = Form.useForm<TalkDraft>();
  const draft = useDraft<TalkDraft>(`interview/${sheet.appraisalId}`, emptyTalk(sheet));
  const take = (part: TalkPart, text: string) => {
    const before: string | undefined = form.getFieldValue(part);
    form.setFieldValue(part, before?.trim() ? `${before.trimEnd()}\n${text}` : text);
    draft.change(form.getFieldsValue(true));
    announce(t('talk.wasTaken', { part: t(`interview.${part}`) }));
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue(emptyTalk(sheet));
  };
  return { form, draft, take, discard };
}
