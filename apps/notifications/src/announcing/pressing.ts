import type { Message } from './message.js';

export interface Pressing {
  /** When the first thing it asks for is due; null: it asks for nothing. */
  readonly dueAt: string | null;
  /** Somebody is already late: it waits for no mail a day. */
  readonly late: boolean;
}

/** How much a message can wait: whatever is due before it would be read is told at once. */
export function pressing(message: Message): Pressing {
  switch (message.type) {
    case 'tasks_opened':
    case 'tasks_reminded':
    case 'tasks_urged': {
      const [first] = message.waiting.map(({ dueAt }) => Date.parse(dueAt)).toSorted((a, b) => a - b);
      return { dueAt: first === undefined ? null : new Date(first).toISOString(), late: false };
    }
    case 'results_released':
      return { dueAt: message.dueAt, late: false };
    case 'tasks_escalated':
      return { dueAt: null, late: true };
    case 'report_at_risk':
      return { dueAt: message.dueAt, late: true };
    default:
      return { dueAt: null, late: false };
  }
}
