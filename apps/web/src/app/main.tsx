import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api.js';
import { componentTexts, startI18n } from '../shared/i18n.js';
import { useReducedMotion } from '../shared/media.js';
import { sessionKey, sessionQuery } from '../shared/session.js';
import './styles.css';
import { router } from './router.js';
import { darkTheme, lightTheme } from './theme.js';
import { useDark } from './theme-choice.js';

/** Whatever learns that the session has ended has the session itself read again: the shell then shows the way back in. */
function noticeEnd(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'session.missing') return;
  const session = queries.getQueryState(sessionKey);
  if (session?.status === 'success') void queries.invalidateQueries({ queryKey: sessionKey });
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only silence and a part that is away are worth asking again.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiProblem && (error.problem.status === 0 || error.problem.status === 503),
    },
  },
});

function Root() {
  const { i18n } = useTranslation();
  const dark = useDark();
  const still = useReducedMotion();
  const theme = dark ? darkTheme : lightTheme;
  const texts = componentTexts.get(i18n.language);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  return (
    <ConfigProvider
      {...(texts ? { locale: texts } : {})}
      theme={{ ...theme, token: { ...theme.token, motion: !still } }}
      // A label is read and found as it is written: no space between its two characters.
      button={{ autoInsertSpace: false }}
    >
      <AntApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// Who is reading is asked while the texts are on their way.
if (location.pathname !== '/sign-in') void queries.prefetchQuery(sessionQuery);
void startI18n().then(() =>
  createRoot(root).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  ),
);
