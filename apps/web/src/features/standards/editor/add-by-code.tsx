import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { code } from '../../../../../../libs/contracts/values.js';

interface AddByCodeProps {
  readonly id: string;
  readonly label: string;
  readonly action: string;
  readonly taken: readonly string[];
  readonly onAdd: (code: string) => void;
}

/** Something new begins with its code, which it keeps for good. */
export function AddByCode({ id, label, action, taken, onAdd }: AddByCodeProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const fault = faultOf(typed, taken);
  const add = () => {
    setAsked(true);
    if (fault !== null) return;
    onAdd(typed);
    setTyped('');
    setAsked(false);
  };
  const shown = fault !== null && (asked || (typed !== '' && fault === 'taken'));
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      extra={t('standards.codeHint')}
      {...(shown ? { validateStatus: 'error' as const, help: t(`standards.code.${fault}`, { code: typed }) } : {})}
    >
      <Flex gap="small" wrap>
        <Input
          id={id}
          className="code-input"
          value={typed}
          aria-invalid={shown}
          onChange={(event) => setTyped(event.target.value.trim())}
          onPressEnter={add}
        />
        <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
          {action}
        </Button>
      </Flex>
    </Form.Item>
  );
}

/** Why a code cannot be a new one. */
export function faultOf(typed: string, taken: readonly string[]): 'malformed' | 'taken' | null {
  if (!code.safeParse(typed).success) return 'malformed';
  return taken.includes(typed) ? 'taken' : null;
}
