import { App, Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import { ApiProblem } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useDecision } from './decision.js';
import { DecisionDialog, type Dialog } from './decision-dialog.js';

/** The verbs the reader may use now; nothing where there is nothing to do. */
export function Actions({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const decision = useDecision(sheet);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const task = sheet.openTask;
  if (!task) return null;
  const waiting = t('actions.waiting', {
    stage: t(`stage.${task.stage}`),
    name: task.assignee.name,
    when: format.relative(task.dueAt),
  });
  const decide = (body: DecisionBody) =>
    decision.mutate(body, {
      onSuccess: () => {
        setDialog(null);
        void message.success(t(`done.${body.verb}`));
      },
    });
  const stale = decision.error instanceof ApiProblem && decision.error.problem.status === 409;
  return (
    <Card size="small">
      <Flex justify="space-between" align="center" wrap gap="small">
        <Typography.Text>{waiting}</Typography.Text>
        <Flex gap="small" wrap>
          {task.verbs.includes('return') && <Button onClick={() => setDialog('return')}>{t('verb.return')}</Button>}
          {task.verbs.includes('approve') && <Button onClick={() => setDialog('adjust')}>{t('verb.adjust')}</Button>}
          {task.verbs.map((verb) => {
            if (verb === 'return') return null;
            const direct = verb === 'approve' || verb === 'acknowledge' || verb === 'sign_off';
            return (
              <Button
                key={verb}
                type="primary"
                loading={decision.isPending}
                onClick={() => (direct ? decide({ verb }) : setDialog(verb))}
              >
                {t(`verb.${verb}`)}
              </Button>
            );
          })}
        </Flex>
      </Flex>
      {decision.error && <ProblemAlert error={decision.error} />}
      {stale && <Typography.Text type="secondary">{t('actions.stale')}</Typography.Text>}
      {dialog && (
        <DecisionDialog
          dialog={dialog}
          sheet={sheet}
          pending={decision.isPending}
          error={decision.error}
          onDecide={decide}
          onCancel={() => setDialog(null)}
        />
      )}
    </Card>
  );
}
