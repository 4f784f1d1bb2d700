import { Card, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import type { TaskStage } from '../../../../../libs/domain/cycle/stages.js';
import { useFormat } from '../../shared/format.js';
import { usePhone } from '../../shared/media.js';

const route = ['manager_review', 'interview', 'acknowledgement', 'sign_off'] as const satisfies readonly TaskStage[];
type RouteStep = (typeof route)[number];

/** How many steps of the route lie behind an appraisal of each state. */
const behind: Readonly<Record<AppraisalSheet['stage'], number>> = {
  collecting: 0,
  scored: 0,
  blocked: 0,
  manager_review: 0,
  recheck: 0,
  waiting_rescore: 0,
  interview: 1,
  acknowledgement: 2,
  acknowledged: 3,
  signed_off: 4,
  excluded: 0,
  cancelled: 0,
};

/** The plan: who took which step when, and whom the next one waits for. */
export function Progress({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const describe = useDescription(sheet);
  const ended = sheet.stage === 'excluded' || sheet.stage === 'cancelled';
  return (
    <Card size="small" title={t('progress.title')}>
      <Steps
        size="small"
        current={behind[sheet.stage]}
        status={ended ? 'error' : 'process'}
        orientation={phone ? 'vertical' : 'horizontal'}
        titlePlacement={phone ? 'horizontal' : 'vertical'}
        items={route.map((stage) => ({ title: t(`stage.${stage}`), content: describe(stage) }))}
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
    const made = sheet.decisions.findLast((decision) => decision.stage === stage && !decision.voided);
    if (!made) return undefined;
    return t('progress.who', { name: made.by?.name ?? t('history.system'), at: format.moment(made.at) });
  };
}
