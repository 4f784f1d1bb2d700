import { App, Button, Card, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { ApiProblem } from '../../shared/api.js';
import { useSheetDecision } from '../../shared/appraisal/decision.js';
import { DraftNote } from '../../shared/draft.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { ActionFields } from './action-fields.js';
import { bodyOf, type TalkDraft } from './talk.js';
import type { Talk } from './use-talk.js';

const longest = 4000;
const parts = ['strengths', 'weaknesses', 'directions'] as const;

/** What is said in the 1-on-1, kept while it is typed; recording it gives the result to the employee. */
export function InterviewForm({ sheet, talk: { form, draft, discard } }: { sheet: AppraisalSheet; talk: Talk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const decision = useSheetDecision(sheet);
  const stale = decision.error instanceof ApiProblem && decision.error.problem.status === 409;
  const record = async (values: TalkDraft) => {
    if (!(await decision.decide(bodyOf(values)))) return;
    draft.discard();
    void message.success(t('talk.recorded', { name: sheet.person.name }));
  };
  return (
    <Card title={t('interview.title')} size="small">
      <p className="hint talk-due">
        {sheet.openTask &&
          t('talk.due', { due: format.moment(sheet.openTask.dueAt), left: format.relative(sheet.openTask.dueAt) })}
      </p>
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_, values) => draft.change(values)}
        onFinish={(values) => void record(values)}
        scrollToFirstError={{ focus: true }}
      >
        {parts.map((part) => (
          <Form.Item
            key={part}
            name={part}
            label={t(`interview.${part}`)}
            extra={t('talk.whoReads', { name: sheet.person.name })}
            rules={[{ required: true, whitespace: true, message: t('form.required') }]}
          >
            <Input.TextArea
              autoSize={{ minRows: 3, maxRows: 14 }}
              maxLength={longest}
              placeholder={t(`talk.placeholder.${part}`)}
            />
          </Form.Item>
        ))}
        <ActionFields employee={sheet.person} />
        {decision.error && <ProblemAlert error={decision.error} />}
        {stale && <p className="hint">{t('talk.stale')}</p>}
        <Flex justify="space-between" align="center" wrap gap="small" className="action-bar">
          <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
          {/* Not a submit button: Enter in the field of a date must not share the result. */}
          <Button type="primary" className="at-end" loading={decision.isPending} onClick={() => form.submit()}>
            {t('talk.record')}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}
