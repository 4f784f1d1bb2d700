import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { TaskStage } from '../../../../../libs/domain/cycle/stages.js';
import { api } from '../api.js';
import { useProblemText } from '../problem-alert.js';

interface Urged {
  readonly cycleId: string;
  readonly assignee: { readonly personId: string; readonly name: string };
  readonly stage: TaskStage;
  /** Left out: all their open tasks of the stage. */
  readonly taskId?: string;
}

/** 催辦: asks an assignee to get on with it. */
export function UrgeButton({ cycleId, assignee, stage, taskId }: Urged) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const urge = useMutation({
    mutationFn: () =>
      api(cyclesHttp.urgeTasks, {
        body: { cycleId, assigneeId: assignee.personId, stage, ...(taskId === undefined ? {} : { taskId }) },
      }),
    onSuccess: () => void message.success(t('urge.done', { name: assignee.name })),
    onError: (error) => void message.warning(problemText(error)),
  });
  return (
    <Button
      size="small"
      loading={urge.isPending}
      disabled={urge.isSuccess}
      onClick={() => urge.mutate()}
      aria-label={t('urge.of', { name: assignee.name })}
    >
      {t('verb.urge')}
    </Button>
  );
}
