import { Input } from 'antd';
import { useState } from 'react';
import type { Path } from './at-path.js';
import { useFieldAt } from './editing.js';
import { Labelled } from './fields.js';

interface JsonFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint: string;
  /** What it says in words, once it is right; null: it is not. */
  readonly said: (value: unknown) => string | null;
  readonly whenEmpty?: 'absent';
}

/** An expression as it is kept, with its meaning beside it. What is no JSON yet stays as it was typed. */
export function JsonField({ path, label, hint, said, whenEmpty }: JsonFieldProps) {
  const { id, value, error, set } = useFieldAt(path);
  const [text, setText] = useState(() => shown(value));
  const change = (next: string) => {
    setText(next);
    set(next.trim() === '' && whenEmpty ? undefined : parsed(next));
  };
  const words = value === undefined ? null : said(value);
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <Input.TextArea
        id={id}
        className="code"
        spellCheck={false}
        value={text}
        onChange={({ target }) => change(target.value)}
        autoSize={{ minRows: 1, maxRows: 20 }}
      />
      {words !== null && <p className="in-words">{words}</p>}
    </Labelled>
  );
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
