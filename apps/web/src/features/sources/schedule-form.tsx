import { useMutation } from '@tanstack/react-query';
import { App, Button, Checkbox, Flex, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  metricsHttp,
  type SourceDetail,
  type SourceFetching,
  type SourceSchedule,
} from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { Choice } from '../../shared/choice.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useFetchingWords } from './fetching-words.js';
import { useReadAgain } from './read-again.js';
import { draftOf, type ScheduleDraft, scheduleKinds, scheduleOf } from './schedule-draft.js';
import { TimesField } from './times-field.js';

interface ScheduleFormProps {
  readonly source: SourceDetail;
  readonly fetching: SourceFetching;
  readonly onDone: () => void;
}

export function ScheduleForm({ source, fetching, onDone }: ScheduleFormProps) {
  const { t } = useTranslation();
  const draft = useDraft<ScheduleDraft>(`schedule/${source.sourceId}`, draftOf(fetching.schedule));
  const { kind, weekdays, times } = draft.value;
  const change = (part: Partial<ScheduleDraft>) => draft.change({ ...draft.value, ...part });
  const { schedule, wrong } = scheduleOf(draft.value);
  const save = useSave(source.sourceId, fetching.version, () => {
    draft.discard();
    onDone();
  });
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('fetching.days')}>
        <Choice
          label={t('fetching.days')}
          value={kind}
          options={scheduleKinds.map((value) => ({ value, label: t(`fetching.kind.${value}`) }))}
          onChange={(next) => change({ kind: next })}
        />
      </Form.Item>
      {kind === 'weekdays' && (
        <Form.Item
          label={t('fetching.weekdays')}
          {...(wrong === 'weekdays' ? { validateStatus: 'error' as const, help: t('fetching.noWeekday') } : {})}
        >
          <Weekdays value={weekdays} onChange={(next) => change({ weekdays: next })} />
        </Form.Item>
      )}
      {kind !== 'off' && (
        <Form.Item
          label={t('fetching.times')}
          extra={t('fetching.timesMean')}
          {...(wrong === 'times' ? { validateStatus: 'error' as const, help: t('fetching.wrongTimes') } : {})}
        >
          <TimesField value={times} onChange={(next) => change({ times: next })} />
        </Form.Item>
      )}
      <InWords schedule={schedule} wrong={wrong !== null} />
      <DraftNote savedAt={draft.savedAt} onDiscard={draft.discard} />
      {save.error && <ProblemAlert error={save.error} />}
      <Flex gap="small" wrap>
        <Button type="primary" disabled={wrong !== null} loading={save.isPending} onClick={() => save.mutate(schedule)}>
          {t('fetching.save')}
        </Button>
        <Button onClick={onDone}>{t('form.cancel')}</Button>
      </Flex>
    </Form>
  );
}

/** What saving will mean. */
function InWords({ schedule, wrong }: { schedule: SourceSchedule | null; wrong: boolean }) {
  const { t } = useTranslation();
  const words = useFetchingWords();
  if (wrong) return null;
  return <p aria-live="polite">{schedule === null ? t('fetching.off') : words.schedule(schedule)}</p>;
}

interface WeekdaysProps {
  readonly value: readonly number[];
  readonly onChange: (weekdays: readonly number[]) => void;
}

function Weekdays({ value, onChange }: WeekdaysProps) {
  const words = useFetchingWords();
  return (
    <Checkbox.Group
      value={[...value]}
      options={[1, 2, 3, 4, 5, 6, 7].map((no) => ({ value: no, label: words.weekday(no) }))}
      onChange={(next) => onChange(next)}
    />
  );
}

function useSave(sourceId: string, version: number, onSaved: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: (schedule: SourceSchedule | null) =>
      api(metricsHttp.setSourceSchedule, { params: { sourceId }, version, body: { schedule } }),
    onSuccess: async () => {
      onSaved();
      void message.success(t('fetching.saved'));
      await readAgain();
    },
  });
}
