import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type CalibrationRuleSettings,
  type CalibrationRulesOfKind,
  cyclesHttp,
} from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { rulesKey } from './rules-key.js';

type Quota = CalibrationRuleSettings['quotas'][number];
interface Row {
  readonly grade: string;
  readonly rule: Quota['rule'];
  readonly percent: string;
  readonly toPercent?: string;
  readonly mode: Quota['mode'];
}
interface Values {
  readonly minGroup: number;
  readonly quotas: readonly Row[];
}

const ruleNames = ['at_most', 'at_least', 'exactly', 'between'] as const satisfies readonly Quota['rule'][];
const modes = ['advise', 'enforce'] as const satisfies readonly Quota['mode'][];
const mostQuotas = 10;

const settingsOf = ({ minGroup, quotas }: Values): CalibrationRuleSettings => ({
  minGroup,
  quotas: quotas.map(({ rule, toPercent, ...rest }): Quota => {
    const row = { ...rest, grade: rest.grade.trim() };
    return rule === 'between' ? { ...row, rule, toPercent: toPercent ?? row.percent } : { ...row, rule };
  }),
});

interface RulesEditorProps {
  readonly kept: CalibrationRulesOfKind;
  readonly onClose: () => void;
}

/** Quotas per grade, each advised or enforced, and how small a group may be. */
export function RulesEditor({ kept: { kind, version, rules }, onClose }: RulesEditorProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (values: Values) =>
      api(cyclesHttp.putCalibrationRules, { params: { kind }, version, body: settingsOf(values) }),
    onSuccess: async () => {
      void message.success(t('administration.route.saved', { kind: t(`cycle.kind.${kind}`) }));
      await queries.invalidateQueries({ queryKey: rulesKey });
      onClose();
    },
  });
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ minGroup: rules.minGroup, quotas: rules.quotas }}
      onFinish={(values) => save.mutate(values)}
      scrollToFirstError
    >
      <p className="hint">{t('administration.rules.hint')}</p>
      <Form.Item
        name="minGroup"
        label={t('administration.rules.minGroupLabel')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <InputNumber min={2} max={500} precision={0} />
      </Form.Item>
      <Form.List name="quotas">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <QuotaFields key={key} name={name} onRemove={() => remove(name)} />
            ))}
            {fields.length < mostQuotas && (
              <Button
                type="dashed"
                icon={<PlusOutlined aria-hidden />}
                onClick={() => add({ grade: '', rule: 'at_most', percent: '10', mode: 'advise' } satisfies Row)}
              >
                {t('administration.rules.add')}
              </Button>
            )}
          </>
        )}
      </Form.List>
      {save.error && <ProblemAlert error={save.error} />}
      <Flex gap="small" wrap className="action-bar">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('administration.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </Flex>
    </Form>
  );
}

function QuotaFields({ name, onRemove }: { readonly name: number; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const required = { required: true, whitespace: true, message: t('form.required') };
  const rule = Form.useWatch<Quota['rule'] | undefined>(['quotas', name, 'rule']);
  const share = (field: 'percent' | 'toPercent', label: string) => (
    <Form.Item name={[name, field]} label={label} rules={[required]}>
      <InputNumber<string> stringMode min="0" max="100" suffix="%" />
    </Form.Item>
  );
  return (
    <Flex gap="small" wrap align="flex-end">
      <Form.Item name={[name, 'grade']} label={t('score.grade')} rules={[required]}>
        <Input maxLength={20} style={{ width: 90 }} />
      </Form.Item>
      <Form.Item name={[name, 'rule']} label={t('administration.rules.rule')}>
        <Select
          style={{ width: 130 }}
          options={ruleNames.map((value) => ({ value, label: t(`administration.rules.ruleName.${value}`) }))}
        />
      </Form.Item>
      {share('percent', t('administration.rules.percent'))}
      {rule === 'between' && share('toPercent', t('administration.rules.toPercent'))}
      <Form.Item name={[name, 'mode']} label={t('administration.rules.mode')}>
        <Select
          style={{ width: 130 }}
          options={modes.map((value) => ({ value, label: t(`administration.rules.modeName.${value}`) }))}
        />
      </Form.Item>
      <Form.Item>
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('administration.rules.remove')}
          title={t('administration.rules.remove')}
          onClick={onRemove}
        />
      </Form.Item>
    </Flex>
  );
}
