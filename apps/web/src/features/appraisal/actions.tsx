import { useNavigate } from '@tanstack/react-router';
import { Button, Flex, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import type { Verb } from '../../../../../libs/domain/cycle/stages.js';
import { ApiProblem } from '../../shared/api.js';
import { appealableLines } from '../../shared/appraisal/appealable-lines.js';
import type { SheetDecision } from '../../shared/appraisal/decision.js';
import { UrgeButton } from '../../shared/cycle/urge-button.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useDecision } from './decision.js';
import type { Dialog } from './dialog-props.js';
import { TakeBack } from './take-back.js';

const OpenDialog = lazy(() => import('./open-dialog.js'));

/** The line whose appeal was asked for at the line itself; undefined: none. */
export interface Appealing {
  readonly of: string | undefined;
  readonly end: () => void;
}

/** The verbs the reader may use now, in reach while the sheet is read; nothing where there is nothing to do. */
export function Actions({ sheet, appeal }: { sheet: AppraisalSheet; appeal: Appealing }) {
  const { t } = useTranslation();
  const decision = useDecision(sheet);
  const [asked, setDialog] = useState<Dialog | null>(null);
  const dialog = appeal.of === undefined ? asked : 'appeal';
  const task = sheet.openTask;
  const verbs = task?.verbs ?? [];
  const acts = verbs.length > 0 || task?.handingOver.answer;
  if (!task && !sheet.mayCopy && !sheet.mayComment) return null;
  const stale = decision.error instanceof ApiProblem && decision.error.problem.status === 409;
  const open = (next: Dialog) => {
    decision.forget();
    setDialog(next);
  };
  const close = () => {
    setDialog(null);
    appeal.end();
  };
  return (
    <div className={acts ? 'action-bar' : 'waiting'}>
      <Flex justify="space-between" align="center" wrap gap="small">
        {task && <Waiting task={task} />}
        {task?.mayUrge && (
          <UrgeButton cycleId={sheet.cycleId} assignee={task.assignee} stage={task.stage} taskId={task.taskId} />
        )}
        <Flex gap="small" wrap>
          {sheet.mayComment && <Button onClick={() => open('comment')}>{t('verb.comment')}</Button>}
          {sheet.mayCopy && <Button onClick={() => open('copy')}>{t('verb.copy')}</Button>}
          {sheet.withdrawable && <Button onClick={() => open('withdraw')}>{t('verb.withdraw')}</Button>}
          {task?.handingOver.transfer && <Button onClick={() => open('transfer')}>{t('verb.transfer')}</Button>}
          {task?.handingOver.delegate && <Button onClick={() => open('delegate')}>{t('verb.delegate')}</Button>}
          {task?.handingOver.takeBack && <TakeBack sheet={sheet} />}
          {task?.handingOver.answer && (
            <Button type="primary" onClick={() => open('answer')}>
              {t('verb.answer')}
            </Button>
          )}
          {verbs
            .filter((verb) => verb !== 'appeal' || appealableLines(sheet).length > 0)
            .toSorted(leastFinalFirst)
            .map((verb) => {
              if (verb === 'approve')
                return <Approval key={verb} decision={decision} onAdjust={() => open('adjust')} />;
              if (verb === 'record_interview') return <ToInterview key={verb} appraisalId={sheet.appraisalId} />;
              return (
                <Button key={verb} type={backward.includes(verb) ? 'default' : 'primary'} onClick={() => open(verb)}>
                  {t(`verb.${verb}`)}
                </Button>
              );
            })}
        </Flex>
      </Flex>
      {decision.error && dialog === null && <ProblemAlert error={decision.error} />}
      {stale && <Typography.Text type="secondary">{t('actions.stale')}</Typography.Text>}
      {dialog && (
        <Suspense fallback={null}>
          <OpenDialog dialog={dialog} of={appeal.of} sheet={sheet} decision={decision} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

function Waiting({ task }: { task: NonNullable<AppraisalSheet['openTask']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Typography.Text title={format.moment(task.dueAt)}>
      {t('actions.waiting', {
        stage: t(`stage.${task.stage}`),
        name: task.assignee.name,
        when: format.relative(task.dueAt),
      })}
      {task.delegatedBy && ` · ${t('handover.lentBy', { name: task.delegatedBy.name })}`}
    </Typography.Text>
  );
}

/** The way back stands left of the way on. */
const backward: readonly Verb[] = ['return', 'appeal', 'dismiss'];
const leastFinalFirst = (a: Verb, b: Verb): number => Number(backward.includes(b)) - Number(backward.includes(a));

function Approval({ decision, onAdjust }: { decision: SheetDecision; onAdjust: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Button onClick={onAdjust}>{t('verb.adjust')}</Button>
      <Button type="primary" loading={decision.isPending} onClick={() => void decision.decide({ verb: 'approve' })}>
        {t('verb.approve')}
      </Button>
    </>
  );
}

function ToInterview({ appraisalId }: { appraisalId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/appraisals/$appraisalId/interview', params: { appraisalId } });
  return (
    <Button type="primary" onClick={open}>
      {t('verb.record_interview')}
    </Button>
  );
}
