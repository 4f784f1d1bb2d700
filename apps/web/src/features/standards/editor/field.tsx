import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../../../libs/domain/scoring/index.js';

/** Why a value is refused, in the reader's language; the domain's own words where a code has no text. */
export function useRefusal(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  return ({ code, seen, message }) => {
    const key = `standards.problem.${code.replaceAll('.', '_')}`;
    return i18n.exists(key) ? t(key, { seen }) : message;
  };
}

interface ValueFieldProps {
  /** Where the document holds the value; problems name it so. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly onChange: (value: string) => void;
  readonly suffix?: string | undefined;
  readonly className?: string;
}

/** One value of the document, refused beside itself while it is typed. */
export function ValueField({ path, label, value, problems, onChange, suffix, className }: ValueFieldProps) {
  const refusal = useRefusal();
  const own = problems.filter((problem) => problem.path === path);
  return (
    <Form.Item
      label={label}
      htmlFor={path}
      {...(className ? { className } : {})}
      {...(own.length > 0 ? { validateStatus: 'error' as const, help: own.map(refusal).join(' ') } : {})}
    >
      <Input
        id={path}
        value={value}
        inputMode="decimal"
        suffix={suffix}
        aria-invalid={own.length > 0}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </Form.Item>
  );
}
