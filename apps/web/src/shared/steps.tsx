import './steps.css';
import { CheckOutlined, CloseOutlined } from '@ant-design/icons';

export interface Step {
  readonly key: string;
  readonly title: string;
  /** Who and when, where that is known. */
  readonly note?: string | undefined;
}

interface StepsProps {
  readonly label: string;
  readonly steps: readonly Step[];
  /** How many of them are done. */
  readonly behind: number;
  /** It ended early, where it stood. */
  readonly failed: boolean;
}

/** A way in its steps: side by side, on a phone one below the other. */
export function Steps({ label, steps, behind, failed }: StepsProps) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ key, title, note }, index) => {
        const state = index < behind ? 'behind' : index > behind ? 'ahead' : failed ? 'failed' : 'now';
        return (
          <li key={key} className={state} {...(index === behind ? { 'aria-current': 'step' as const } : {})}>
            <span className="step-mark" aria-hidden>
              {state === 'behind' ? <CheckOutlined /> : state === 'failed' ? <CloseOutlined /> : index + 1}
            </span>
            <div>
              <div className="step-title">{title}</div>
              {note && <div className="quiet">{note}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
