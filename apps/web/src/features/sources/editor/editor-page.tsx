import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { metricsHttp } from '../../../../../../libs/contracts/metrics/http.js';
import { api } from '../../../shared/api.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { PageSkeleton } from '../../../shared/page-skeleton.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { useMay } from '../may.js';
import { SourceConfiguration } from '../source-configuration.js';
import '../sources.css';
import './editor.css';
import { blankSource, draftOf } from './source-draft.js';
import { SourceForm } from './source-form.js';

/** Changes how a source is read; whoever may not reads how it is. */
export function EditSourcePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { sourceId } = useParams({ from: '/shell/sources/$sourceId/edit' });
  const { configure } = useMay(sourceId);
  const source = useQuery({
    queryKey: ['source', sourceId],
    queryFn: () => api(metricsHttp.getSource, { params: { sourceId } }),
  });
  if (source.isPending) return <PageSkeleton />;
  if (!source.data) return <ProblemAlert error={source.error} onRetry={() => void source.refetch()} />;
  return (
    <Page
      title={t('sourceForm.editTitle', { source: format.name(source.data.names) })}
      subtitle={t(`sources.kind.${source.data.kind}`)}
    >
      {configure ? (
        <SourceForm
          source={source.data}
          begun={draftOf(source.data)}
          draftName={`source/${sourceId}`}
          readAnew={async () => (await source.refetch()).data}
        />
      ) : (
        <div className="stack">
          <NotYours />
          <SourceConfiguration source={source.data} />
        </div>
      )}
    </Page>
  );
}

function NotYours() {
  const { t } = useTranslation();
  return <Alert type="info" showIcon title={t('sourceForm.notYours')} />;
}

/** A source that is not there yet, of a kind chosen before. */
export function NewSourcePage() {
  const { t } = useTranslation();
  const { kind } = useParams({ from: '/shell/sources/new/$kind' });
  const { configure } = useMay('');
  return (
    <Page title={t('sourceForm.newTitle')} subtitle={t(`sources.kindMeans.${kind}`)}>
      {configure ? (
        <SourceForm source={null} begun={blankSource(kind)} draftName={`source-new/${kind}`} />
      ) : (
        <NotYours />
      )}
    </Page>
  );
}
