import type { Locale } from '../../../../libs/contracts/values.js';
import type { Message } from '../announcing/message.js';
import { periodText } from './period-text.js';
import { wordsIn } from './words.js';

export interface Rendered {
  readonly title: string;
  /** Whole sentences, one a line. */
  readonly lines: readonly string[];
  /** What the link is called. */
  readonly action: string;
}

interface Reader {
  readonly locale: Locale;
  /** The company's zone: deadlines are kept in it. */
  readonly timeZone: string;
}

/** A message in words. */
export function renderMessage(message: Message, { locale, timeZone }: Reader): Rendered {
  const t = wordsIn(locale);
  const period = 'period' in message ? periodText(t, message.period) : '';
  const action = t(`${message.type}.action`);
  switch (message.type) {
    case 'tasks_opened':
    case 'tasks_reminded':
    case 'tasks_urged': {
      const count = message.waiting.reduce((sum, group) => sum + group.count, 0);
      return {
        title: t(`${message.type}.title`, { period, count, ...('byName' in message ? { name: message.byName } : {}) }),
        lines: message.waiting.map(({ stage, ...group }) =>
          // A stage that is newer than these words is still told of.
          t([`waiting.${stage}`, 'waiting.task'], { ...group, timeZone }),
        ),
        action,
      };
    }
    case 'substitute_named': {
      const { name, from, until } = message;
      return {
        title: t('substitute_named.title', { name }),
        lines: [t('substitute_named.text', { name, from, until })],
        action,
      };
    }
    case 'tasks_handed_over': {
      const { how, byName: name } = message;
      const count = message.waiting.reduce((sum, group) => sum + group.count, 0);
      const away = how === 'taken_back' || how === 'followed_away' || how === 'withdrawn';
      return {
        title: t(`tasks_handed_over.title.${how}`, { period, name, count }),
        lines: away
          ? [t('tasks_handed_over.away')]
          : message.waiting.map(({ stage, ...group }) =>
              t([`waiting.${stage}`, 'waiting.task'], { ...group, timeZone }),
            ),
        action,
      };
    }
    case 'tasks_escalated': {
      const stage = t(`stage.${message.stage}`, { defaultValue: message.stage });
      return {
        title: t('tasks_escalated.title', { period }),
        lines: message.late.map((late) => t('tasks_escalated.late', { ...late, stage })),
        action,
      };
    }
    case 'appraisal_returned':
    case 'appraisal_copied':
    case 'appraisal_commented': {
      const { name, byName } = message;
      return {
        title: t(`${message.type}.title`, { period, name }),
        lines: [t(`${message.type}.text`, { name, byName })],
        action,
      };
    }
    case 'results_released': {
      const { dueAt } = message;
      return {
        title: t('results_released.title', { period }),
        lines: [t('results_released.text', { dueAt, timeZone }), t('results_released.after')],
        action,
      };
    }
    case 'appeal_answered':
      return {
        title: t('appeal_answered.title', { period }),
        lines: [t(`appeal_answered.${message.outcome}`)],
        action,
      };
    case 'results_rescored': {
      const { name, own } = message;
      return {
        title: t('results_rescored.title', { period, name }),
        lines: [t(`results_rescored.${own ? 'own' : 'text'}`, { name })],
        action,
      };
    }
    case 'acceptance_deemed':
    case 'report_published':
      return { title: t(`${message.type}.title`, { period }), lines: [t(`${message.type}.text`)], action };
    case 'cycle_state_changed': {
      const state = t(`cycle_state_changed.state.${message.to}`, { defaultValue: message.to });
      return {
        title: t('cycle_state_changed.title', { period, state }),
        lines: [t('cycle_state_changed.text')],
        action,
      };
    }
    case 'launch_checked': {
      const { launchOn, people, findings: count, blocking } = message;
      const found = blocking > 0 ? 'blocked' : count > 0 ? 'found' : 'clear';
      return {
        title: t('launch_checked.title', { period, launchOn }),
        lines: [t('launch_checked.people', { count: people }), t(`launch_checked.${found}`, { count, blocking })],
        action,
      };
    }
    case 'launched_by_calendar':
      return {
        title: t('launched_by_calendar.title', { period }),
        lines: [
          t(message.warnings > 0 ? 'launched_by_calendar.warned' : 'launched_by_calendar.text', {
            count: message.warnings,
          }),
        ],
        action,
      };
    case 'launch_refused': {
      const why = t([`launch_refused.why.${message.code}`, 'launch_refused.why.other']);
      return { title: t('launch_refused.title', { period }), lines: [why, t('launch_refused.text')], action };
    }
    case 'report_at_risk': {
      const { dueAt, unfinished: count, late } = message;
      return {
        title: t('report_at_risk.title', { period }),
        lines: [
          t('report_at_risk.text', { dueAt, timeZone }),
          t('report_at_risk.people', { count }),
          t('report_at_risk.late', { count: late }),
        ],
        action,
      };
    }
    case 'late_rows_held': {
      const source = t(`source.${message.sourceId}`, { defaultValue: message.sourceId });
      return {
        title: t('late_rows_held.title', { source }),
        lines: [t('late_rows_held.text', { count: message.rows })],
        action,
      };
    }
    case 'scheduled_fetch_failed': {
      const { names, code } = message;
      return {
        title: t('scheduled_fetch_failed.title', { source: names[locale] }),
        lines: [t('scheduled_fetch_failed.text', { code }), t('scheduled_fetch_failed.after')],
        action,
      };
    }
    case 'robot_failed': {
      const { name, reason } = message;
      return {
        title: t('robot_failed.title', { name }),
        lines: [t([`robot_failed.reason.${reason}`, 'robot_failed.reason.refused']), t('robot_failed.text')],
        action,
      };
    }
  }
}
