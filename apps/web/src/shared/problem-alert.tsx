import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from './api.js';

/** A failure in the reader's words: by its code, with the server's own words where a code has no text yet, and the id that finds it in the logs. */
export function useProblemText() {
  const { t, i18n } = useTranslation();
  return (error: unknown): string => {
    if (!(error instanceof ApiProblem)) return t('problem.unexpected');
    const key = `problem.code.${error.problem.code.replaceAll('.', '_')}`;
    return i18n.exists(key) ? t(key, { ...error.problem.values }) : error.problem.detail;
  };
}

export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const requestId = error instanceof ApiProblem ? error.problem.requestId : undefined;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={text(error)}
      description={requestId ? t('problem.requestId', { requestId }) : undefined}
      action={onRetry ? <Button onClick={onRetry}>{t('problem.retry')}</Button> : undefined}
    />
  );
}
