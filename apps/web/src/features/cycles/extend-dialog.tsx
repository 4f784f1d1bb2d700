import { Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { taskStages } from '../../../../../libs/domain/cycle/stages.js';
import { useFormat } from '../../shared/format.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import type { CommandProps } from './clock-dialogs.js';
import { useCommand } from './use-command.js';

/** Gives a stage more working days. */
export function ExtendDialog({ cycle, onDone }: CommandProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const command = useCommand(cycle.cycleId);
  const stages = extendable(cycle);
  const [stage, setStage] = useState(stages[0] ?? 'sign_off');
  const [days, setDays] = useState(1);
  const work = cycle.tasks.find((one) => one.stage === stage);
  const submit = async (reason: string) => {
    const well = await command.give({ name: 'extend', stage, days, reason });
    if (well) onDone();
    return well;
  };
  return (
    <ReasonDialog
      title={t('cycle.command.extend')}
      okText={t('cycle.command.extend')}
      explanation={t('cycle.commandMeans.extend')}
      whoReads={t('cycle.whoReads')}
      draftOf={`extend/${cycle.cycleId}`}
      pending={command.pending}
      error={command.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <Form.Item
        label={t('cycle.stage')}
        htmlFor="extend-stage"
        extra={
          work && work.open > 0 && work.nextDueAt
            ? t('cycle.extendNow', { count: work.open, when: format.moment(work.nextDueAt) })
            : t('cycle.extendLater')
        }
      >
        <Select
          id="extend-stage"
          value={stage}
          onChange={setStage}
          options={stages.map((one) => ({ value: one, label: t(`stage.${one}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('cycle.moreDays')} htmlFor="extend-days">
        <InputNumber
          id="extend-days"
          min={1}
          max={60}
          precision={0}
          value={days}
          onChange={(next) => setDays(next ?? 1)}
        />
      </Form.Item>
    </ReasonDialog>
  );
}

/** Stages of the route that are not over; with people waiting first. */
function extendable({ route, tasks, frozenAt }: CycleDetail) {
  const open = new Set(tasks.filter((work) => work.open > 0).map(({ stage }) => stage));
  return taskStages
    .filter((stage) => (stage !== 'collect' || frozenAt === null) && (open.has(stage) || inRoute(stage)))
    .toSorted((a, b) => Number(open.has(b)) - Number(open.has(a)));

  function inRoute(stage: (typeof taskStages)[number]): boolean {
    return route.stages.some((one) => one.stage === stage);
  }
}
