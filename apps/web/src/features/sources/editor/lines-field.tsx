import { Input } from 'antd';
import { useState } from 'react';
import type { Path } from './at-path.js';
import { useFieldAt } from './editing.js';
import { Labelled } from './fields.js';
import { type Line, linesOf, textOfLines } from './lines.js';

interface LinesFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint: string;
  /** `record`: name → value; `columns`: header with an example. */
  readonly as: 'record' | 'columns';
  readonly whenEmpty?: 'absent';
}

/** Pairs, one a line: `name = value`. */
export function LinesField({ path, label, hint, as, whenEmpty }: LinesFieldProps) {
  const { id, value, error, set } = useFieldAt(path);
  const [text, setText] = useState(() => textOfLines(pairsOf(value)));
  const change = (next: string) => {
    setText(next);
    const lines = linesOf(next);
    if (lines.length === 0 && whenEmpty) set(undefined);
    else set(as === 'record' ? Object.fromEntries(lines) : lines.map(([header, example]) => ({ header, example })));
  };
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <Input.TextArea
        id={id}
        className="code"
        spellCheck={false}
        value={text}
        onChange={({ target }) => change(target.value)}
        autoSize={{ minRows: 2, maxRows: 20 }}
      />
    </Labelled>
  );
}

function pairsOf(value: unknown): readonly Line[] {
  if (Array.isArray(value)) return value.map(({ header, example }) => [String(header), String(example ?? '')]);
  return Object.entries((value ?? {}) as Record<string, unknown>).map(([name, one]) => [name, String(one)]);
}
