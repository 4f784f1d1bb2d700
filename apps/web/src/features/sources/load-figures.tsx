import { CloudDownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { ApiProblem, api, uploadFile } from '../../shared/api.js';
import { DownloadButton } from '../../shared/download.js';
import { FileDrop } from '../../shared/file-drop.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { FetchingInWords } from './fetching-in-words.js';
import { LoadResult } from './load-result.js';
import { useMay } from './may.js';
import { useReadAgain } from './read-again.js';

interface LoadProps {
  readonly source: SourceDetail;
  readonly cycleId: string;
}

/** Brings figures in: by a fetch where Kaohe reads the source, else by a file. */
export function LoadFigures({ source, cycleId, frozenAt }: LoadProps & { frozenAt: string | null }) {
  const { t } = useTranslation();
  const may = useMay(source.sourceId);
  if (!may.load) return null;
  return (
    <Card size="small" title={t(source.kind === 'file' ? 'sources.upload' : 'sources.fetch')}>
      <div className="stack">
        {frozenAt !== null && <Alert type="warning" showIcon title={t('sources.lateWarning')} />}
        {source.kind === 'file' ? (
          <Upload source={source} cycleId={cycleId} />
        ) : (
          <Fetch source={source} cycleId={cycleId} />
        )}
      </div>
    </Card>
  );
}

function Fetch({ source, cycleId }: LoadProps) {
  const { t } = useTranslation();
  const { sourceId } = source;
  const readAgain = useReadAgain();
  const fetch = useMutation({
    mutationFn: () => api(metricsHttp.fetchBatch, { params: { sourceId }, body: { cycleId } }),
    onSuccess: readAgain,
  });
  return (
    <>
      <p className="hint">{t('sources.fetchMeans')}</p>
      <div>
        <Button
          icon={<CloudDownloadOutlined aria-hidden />}
          onClick={() => fetch.mutate()}
          loading={fetch.isPending}
          disabled={!source.enabled}
        >
          {t('sources.fetchNow')}
        </Button>
      </div>
      {source.fetching && <FetchingInWords fetching={source.fetching} />}
      {fetch.error && <ProblemAlert error={fetch.error} />}
      {fetch.data && <LoadResult outcome={fetch.data} cycleId={cycleId} />}
    </>
  );
}

function Upload({ source, cycleId }: LoadProps) {
  const { t } = useTranslation();
  const { sourceId } = source;
  const [datasetId, setDatasetId] = useState<string>();
  const readAgain = useReadAgain();
  const upload = useMutation({
    mutationFn: (file: File) =>
      uploadFile(
        metricsHttp.uploadBatch,
        { params: { sourceId }, query: { cycleId, ...(datasetId ? { datasetId } : {}) } },
        file,
      ),
    onSuccess: readAgain,
  });
  const ambiguous = upload.error instanceof ApiProblem && upload.error.problem.code === 'upload.dataset_ambiguous';
  return (
    <>
      <Flex gap="small" wrap align="center">
        <DownloadButton operation={metricsHttp.getSourceTemplate} request={{ params: { sourceId } }}>
          {t('sources.template')}
        </DownloadButton>
        <span className="quiet">{t('sources.templateHint')}</span>
      </Flex>
      {(ambiguous || datasetId !== undefined) && (
        <DatasetSelect source={source} value={datasetId} onChange={setDatasetId} />
      )}
      <FileDrop
        accept=".xlsx,.csv"
        busy={upload.isPending}
        hint={t('sources.uploadHint')}
        onFile={(file) => upload.mutate(file)}
      />
      {upload.error && <ProblemAlert error={upload.error} />}
      {upload.data && <LoadResult outcome={upload.data} cycleId={cycleId} />}
    </>
  );
}

interface DatasetSelectProps {
  readonly source: SourceDetail;
  readonly value: string | undefined;
  readonly onChange: (datasetId: string | undefined) => void;
}

/** A CSV file has no sheet names: it may fit more than one dataset. */
function DatasetSelect({ source, value, onChange }: DatasetSelectProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Select
      aria-label={t('sources.dataset')}
      placeholder={t('sources.datasetOfFile')}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      allowClear
      options={source.configuration.datasets.map(({ datasetId, names }) => ({
        value: datasetId,
        label: format.name(names),
      }))}
    />
  );
}
