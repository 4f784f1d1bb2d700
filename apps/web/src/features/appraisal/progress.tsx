import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import type { TaskStage } from '../../../../../libs/domain/cycle/stages.js';
import { useFormat } from '../../shared/format.js';
import { Steps } from '../../shared/steps.js';

const worked = [
  'self_review',
  'manager_review',
  'second_review',
  'calibration',
  'interview',
  'acknowledgement',
  'sign_off',
  'head_sign_off',
] as const satisfies readonly TaskStage[];
type RouteStep = (typeof worked)[number];

/** The step an appraisal of each state has come to; states that are no step of their own. */
const stepOf: Readonly<Partial<Record<AppraisalSheet['stage'], RouteStep>>> = {
  appeal: 'acknowledgement',
  acknowledged: 'sign_off',
};

function stepsBehind({ stage, released }: AppraisalSheet, steps: readonly string[]): number {
  if (stage === 'signed_off') return steps.length;
  // Data are put right for the reviewers, or for the person whose appeal was upheld.
  const again = stage === 'recheck' || stage === 'waiting_rescore';
  const step = again ? (released ? 'acknowledgement' : 'manager_review') : (stepOf[stage] ?? stage);
  return Math.max(0, steps.indexOf(step));
}

/** A return leads back before it. */
const isCalibrated = (sheet: AppraisalSheet): boolean => stepsBehind(sheet, worked) > worked.indexOf('calibration');

/** The plan: who took which step when, and whom the next one waits for. */
export function Progress({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const describe = useDescription(sheet);
  const steps = worked.filter((stage) => sheet.routeStages.includes(stage));
  const ended = sheet.stage === 'excluded' || sheet.stage === 'cancelled';
  return (
    <Card size="small" title={t('progress.title')}>
      <Steps
        label={t('progress.title')}
        steps={steps.map((stage) => ({ key: stage, title: t(`stage.${stage}`), note: describe(stage) }))}
        behind={stepsBehind(sheet, steps)}
        failed={ended}
      />
    </Card>
  );
}

function useDescription(sheet: AppraisalSheet): (stage: RouteStep) => string | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  return (stage) => {
    const task = sheet.openTask;
    if (task?.stage === stage)
      return t('progress.due', { name: task.assignee.name, when: format.relative(task.dueAt) });
    if (stage === 'calibration' && sheet.calibrated && isCalibrated(sheet))
      return t('progress.who', { name: sheet.calibrated.by.name, at: format.moment(sheet.calibrated.at) });
    const made = sheet.decisions.findLast((decision) => decision.stage === stage && !decision.voided);
    if (!made) return undefined;
    return t('progress.who', { name: made.by?.name ?? t('history.system'), at: format.moment(made.at) });
  };
}
