import { ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { App, Button, Card, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { ApiProblem } from '../../shared/api.js';
import { appealableLines } from '../../shared/appraisal/appealable-lines.js';
import { useSheetDecision } from '../../shared/appraisal/decision.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

/** The answer is waited for: given here, or a line is appealed on the sheet. */
export default function AcknowledgeForm({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const draft = useDraft(`acknowledge/${sheet.appraisalId}`, '');
  const [fieldId] = useState(() => `acknowledge-${sheet.appraisalId}`);
  const decision = useSheetDecision(sheet);
  const stale = decision.error instanceof ApiProblem && decision.error.problem.status === 409;
  const comment = draft.value.trim();
  const acknowledge = async () => {
    if (!(await decision.decide({ verb: 'acknowledge', ...(comment === '' ? {} : { comment }) }))) return;
    draft.discard();
    void message.success(t('done.acknowledge'));
  };
  return (
    <Card size="small" title={t('mine.answer')} className="answer">
      <Window sheet={sheet} />
      <Form layout="vertical" onFinish={() => void acknowledge()}>
        <Form.Item label={t('form.comment')} htmlFor={fieldId} extra={t('mine.whoReads')}>
          <Input.TextArea
            id={fieldId}
            value={draft.value}
            onChange={(event) => draft.change(event.target.value)}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
          />
        </Form.Item>
        {appealableLines(sheet).length > 0 && (
          <p>
            {t('mine.appeal')}{' '}
            <Link to="/appraisals/$appraisalId" params={{ appraisalId: sheet.appraisalId }}>
              {t('mine.appealAction')}
            </Link>
          </p>
        )}
        {decision.error && <ProblemAlert error={decision.error} />}
        {stale && <p className="hint">{t('mine.stale')}</p>}
        <Flex justify="space-between" align="center" wrap gap="small">
          <DraftNote savedAt={draft.savedAt} onDiscard={draft.discard} />
          <Button type="primary" htmlType="submit" loading={decision.isPending}>
            {t('verb.acknowledge')}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}

function Window({ sheet: { openTask } }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!openTask) return null;
  const late = Date.parse(openTask.dueAt) < Date.now();
  const values = { due: format.moment(openTask.dueAt), left: format.relative(openTask.dueAt) };
  return (
    <p className={late ? 'window change-down' : 'window'}>
      {late ? <ExclamationCircleOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
      {t(late ? 'mine.windowPast' : 'mine.window', values)}
    </p>
  );
}
