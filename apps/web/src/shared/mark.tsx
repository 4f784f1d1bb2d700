import { Tag } from 'antd';
import type { ReactNode } from 'react';

const colours = { good: 'var(--good)', bad: 'var(--bad)', plain: 'var(--accent)' } as const;

interface MarkProps {
  readonly tone: keyof typeof colours;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A short word about a state, legible in both themes; the colour only repeats what the word says. */
export const Mark = ({ tone, icon, children }: MarkProps) => (
  <Tag
    {...(icon ? { icon } : {})}
    variant="outlined"
    style={{ color: colours[tone], borderColor: colours[tone], background: 'transparent' }}
  >
    {children}
  </Tag>
);
