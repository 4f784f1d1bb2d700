import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { faultOf } from './editor/add-by-code.js';
import type { StandardSummary } from './standards.js';

/** Asks for what a standard keeps for good, its code, and what its first version begins with. */
export function NewStandard({ existing }: { existing: readonly StandardSummary[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('standards.newStandard')}
      </Button>
      {open && <NewStandardDialog existing={existing} onCancel={() => setOpen(false)} />}
    </>
  );
}

function NewStandardDialog({ existing, onCancel }: { existing: readonly StandardSummary[]; onCancel: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const [form] = Form.useForm<{ standardId: string; copyOf?: string }>();
  const taken = existing.map(({ standardId }) => standardId);
  const begin = ({ standardId, copyOf }: { standardId: string; copyOf?: string }) =>
    navigate({ to: '/standards/$standardId/first', params: { standardId }, search: copyOf ? { copyOf } : {} });
  return (
    <Modal
      open
      title={t('standards.newStandard')}
      okText={t('standards.beginWriting')}
      cancelText={t('form.cancel')}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void begin(values)}>
        <Form.Item
          name="standardId"
          label={t('standards.newStandardCode')}
          extra={t('standards.codeHint')}
          rules={[
            {
              validator: async (_, typed: string = '') => {
                const fault = faultOf(typed, taken);
                if (fault) throw new Error(t(`standards.code.${fault}`, { code: typed }));
              },
            },
          ]}
        >
          <Input autoFocus maxLength={64} onPressEnter={() => form.submit()} />
        </Form.Item>
        <Form.Item name="copyOf" label={t('standards.beginsWith')} extra={t('standards.beginsWithHint')}>
          <Select
            allowClear
            placeholder={t('standards.beginEmpty')}
            options={existing.map(({ standardId, names }) => ({ value: standardId, label: format.name(names) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
