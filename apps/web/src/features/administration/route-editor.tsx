import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Flex, Form, type FormRule, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CompanyRouteOfKind, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { optionalStages, silentStages } from '../../../../../libs/domain/cycle/company-route.js';
import { defaultRoutes } from '../../../../../libs/domain/cycle/route.js';
import { routeStages, type TaskStage, taskStages } from '../../../../../libs/domain/cycle/stages.js';
import { api } from '../../shared/api.js';
import { routeOf, routesKey } from '../../shared/cycle/company-routes.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { type RouteValues, settingsOf, valuesOf } from './route-values.js';

interface RouteEditorProps {
  readonly kept: CompanyRouteOfKind;
  readonly onClose: () => void;
}

/** Which stages the coming cycles of a kind have, and the times of each. */
export function RouteEditor({ kept, onClose }: RouteEditorProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<RouteValues>();
  const { kind, version } = kept;
  const save = useMutation({
    mutationFn: (values: RouteValues) =>
      api(cyclesHttp.putRoute, { params: { kind }, version, body: settingsOf(values) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: routesKey });
      void message.success(t('administration.route.saved', { kind: t(`cycle.kind.${kind}`) }));
      onClose();
    },
  });
  return (
    <Form<RouteValues>
      form={form}
      layout="vertical"
      initialValues={valuesOf(routeOf(kept))}
      // The stages' values that have no field of their own as well.
      onFinish={() => save.mutate(form.getFieldsValue(true))}
      scrollToFirstError
    >
      <p className="hint">{t('administration.route.editHint')}</p>
      <Flex gap="middle" wrap>
        <Days name={['cutOff']} label={t('administration.route.cutOffDays')} most={20} />
        <Days name={['reportDueDay']} label={t('administration.route.reportDay')} most={28} />
      </Flex>
      {inOrder.map((stage) => (
        <StageFields key={stage} stage={stage} />
      ))}
      {save.error && <ProblemAlert error={save.error} />}
      <Flex gap="small" wrap className="action-bar">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('administration.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
        <Button type="link" onClick={() => form.setFieldsValue(valuesOf(defaultRoutes[kind]))}>
          {t('administration.route.useDefault')}
        </Button>
      </Flex>
    </Form>
  );
}

interface DaysProps {
  readonly name: readonly (string | number)[];
  readonly label: string;
  readonly most: number;
  readonly optional?: boolean;
  readonly dependencies?: (readonly (string | number)[])[];
  readonly rules?: FormRule[];
}

function Days({ name, label, most, optional = false, dependencies, rules = [] }: DaysProps) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={[...name]}
      label={label}
      {...(dependencies ? { dependencies: dependencies.map((one) => [...one]) } : {})}
      rules={[{ required: !optional, message: t('form.required') }, ...rules]}
    >
      <InputNumber min={1} max={most} precision={0} />
    </Form.Item>
  );
}

function StageFields({ stage }: { stage: TaskStage }) {
  const { t } = useTranslation();
  const optional = optionalStages.some((one) => one === stage);
  const has = Form.useWatch(['has', stage]) as boolean | undefined;
  const name = t(`stage.${stage}`);
  return (
    <section className="route-stage" aria-label={name}>
      <Flex align="center" gap="middle">
        <h2>{name}</h2>
        {optional && (
          <Form.Item name={['has', stage]} valuePropName="checked" noStyle>
            <Switch aria-label={t('administration.route.has', { stage: name })} />
          </Form.Item>
        )}
      </Flex>
      {/* The times of a stage that is left out are kept for the day on which it comes back. */}
      <div hidden={optional && has === false}>
        <StageTimes stage={stage} />
      </div>
    </section>
  );
}

function StageTimes({ stage }: { stage: TaskStage }) {
  const { t } = useTranslation();
  const windowOf = stage === 'collect' ? ['cutOff'] : ['windows', stage, 'window'];
  return (
    <Flex gap="middle" wrap>
      {stage !== 'collect' && <Days name={windowOf} label={t('administration.route.windowDays')} most={60} />}
      <Form.Item
        name={['windows', stage, 'reminders']}
        label={t('administration.route.reminderDays')}
        dependencies={[windowOf]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, days: number[]) => {
              if (days.some((day) => day > getFieldValue(windowOf))) throw t('administration.route.reminderLate');
            },
          }),
        ]}
      >
        <Select
          mode="multiple"
          maxCount={5}
          className="route-reminders"
          placeholder={t('administration.route.noReminder')}
          options={oneToTwenty.map((day) => ({ value: day, label: String(day) }))}
        />
      </Form.Item>
      <Days
        name={['windows', stage, 'escalateAfter']}
        label={t('administration.route.escalateDays')}
        most={60}
        optional
        dependencies={[windowOf]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, day: number | null) => {
              if (typeof day === 'number' && day < getFieldValue(windowOf))
                throw t('administration.route.escalationEarly');
            },
          }),
        ]}
      />
      {silentStages.some((one) => one === stage) && (
        <Form.Item name={['silent', stage]} valuePropName="checked" label={t(`administration.route.silent.${stage}`)}>
          <Switch />
        </Form.Item>
      )}
    </Flex>
  );
}

/** Those of the route, then what happens only when something is missing. */
const inOrder: readonly TaskStage[] = [
  ...routeStages.filter((stage) => stage !== 'score'),
  ...taskStages.filter((stage) => !routeStages.some((one) => one === stage)),
];
const oneToTwenty = Array.from({ length: 20 }, (_, index) => index + 1);
