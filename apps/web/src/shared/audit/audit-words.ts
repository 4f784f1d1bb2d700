import { useTranslation } from 'react-i18next';

/** What happened, in the reader's words; a code that no text is written for stands for itself. */
export function useAuditWords() {
  const { t } = useTranslation();
  return {
    action: (action: string): string => t(`audit.action.${action.replace('.', '_')}`, action),
    subject: (type: string): string => t(`audit.subject.${type}`, type),
    key: (key: string): string => t(`audit.key.${key}`, key),
  };
}

/** What people filter by: a kind of thing, all its actions with it. */
export const actionKinds = [
  'appraisal',
  'cycle',
  'calibration',
  'collection',
  'source',
  'quarantined_row',
  'score_run',
  'standard',
  'period_target',
  'person',
  'assignment',
  'department',
  'organisation_import',
  'account',
  'session',
  'calendar',
  'notification',
  'audit',
] as const;
