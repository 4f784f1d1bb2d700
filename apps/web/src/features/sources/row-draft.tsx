import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftNote, useDraft } from '../../shared/draft.js';

interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** New values of a row and why, kept while they are typed. */
export function useRowDraft(name: string) {
  const draft = useDraft<Typed>(name, { values: {}, reason: '' });
  const [asked, setAsked] = useState(false);
  const { values, reason } = draft.value;
  return {
    draft,
    /** Those that were filled in. */
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
    edit: {
      values,
      onChange: (column: string, value: string) =>
        draft.change({ ...draft.value, values: { ...values, [column]: value } }),
    },
    /** Asked for: from now on a reason that is missing is said. null: it is. */
    askReason: (): string | null => {
      setAsked(true);
      return reason.trim() === '' ? null : reason.trim();
    },
    isReasonMissed: asked && reason.trim() === '',
  };
}

interface RowReasonProps {
  readonly id: string;
  readonly whoReads: string;
  readonly row: ReturnType<typeof useRowDraft>;
}

/** Asks why, and says when the draft was kept. */
export function RowReason({ id, whoReads, row: { draft, isReasonMissed } }: RowReasonProps) {
  const { t } = useTranslation();
  return (
    <>
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('form.reason')}
          htmlFor={id}
          required
          extra={whoReads}
          {...(isReasonMissed ? { validateStatus: 'error' as const, help: t('form.required') } : {})}
        >
          <Input.TextArea
            id={id}
            value={draft.value.reason}
            onChange={(event) => draft.change({ ...draft.value, reason: event.target.value })}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
          />
        </Form.Item>
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={draft.discard} />
    </>
  );
}
