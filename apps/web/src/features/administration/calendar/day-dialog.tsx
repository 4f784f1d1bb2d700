import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Radio, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../../libs/contracts/cycles/http.js';
import { api } from '../../../shared/api.js';
import { FormDialog } from '../../../shared/form-dialog.js';
import { useFormat } from '../../../shared/format.js';
import type { CalendarDay } from './calendar-days.js';
import { useDayWords } from './day-words.js';

interface DayDialogProps {
  readonly day: string;
  readonly known: CalendarDay | undefined;
  readonly onClose: () => void;
}
interface Values {
  readonly kind: 'working' | 'rest' | 'shipped';
  readonly note: string;
}

/** Sets a day of the company's own, or hands it back to the shipped calendar. */
export function DayDialog({ day, known, onClose }: DayDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const describe = useDayWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const year = Number(day.slice(0, 4));
  const own = known?.source === 'company';
  const save = useMutation({
    mutationFn: ({ kind, note }: Values) =>
      api(cyclesHttp.putCalendarDays, {
        params: { year },
        body: { days: [{ day, kind: kind === 'shipped' ? null : kind, note: note.trim() }] },
      }),
    onSuccess: (kept) => {
      queries.setQueryData(['calendar', year], kept);
      void message.success(t('administration.calendar.saved', { date: format.date(day) }));
      onClose();
    },
  });
  const kinds = [...(['working', 'rest'] as const), ...(own ? (['shipped'] as const) : [])];
  return (
    <FormDialog<Values>
      title={format.date(day)}
      okText={t('administration.save')}
      explanation={describe(day, known)}
      initialValues={{ ...(known ? { kind: known.kind } : {}), note: own ? (known.note ?? '') : '' }}
      save={save}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{t('administration.calendar.means')}</Typography.Paragraph>
      <Form.Item
        name="kind"
        label={t('administration.calendar.kindTitle')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <Radio.Group options={kinds.map((value) => ({ value, label: t(`administration.calendar.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="note"
        label={t('administration.note')}
        extra={t('administration.calendar.whoReads')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
