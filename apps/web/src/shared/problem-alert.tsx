import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from './api.js';

type Values = NonNullable<ApiProblem['problem']['values']>;

/** A code's text in the reader's language; the server's own words where a code has no text yet. */
export function useCodeText() {
  const { t, i18n } = useTranslation();
  return (code: string | null, detail: string | null, values: Values = {}): string => {
    const key = `problem.code.${(code ?? '').replaceAll('.', '_')}`;
    return i18n.exists(key) ? t(key, values) : (detail ?? t('problem.unexpected'));
  };
}

/** A failure in the reader's words. */
export function useProblemText() {
  const { t } = useTranslation();
  const textOf = useCodeText();
  return (error: unknown): string =>
    error instanceof ApiProblem
      ? textOf(error.problem.code, error.problem.detail, error.problem.values)
      : t('problem.unexpected');
}

/** What went wrong, what to do about it, and the id that finds it in the logs. */
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
