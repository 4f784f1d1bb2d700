import { Link } from '@tanstack/react-router';
import { Card, Collapse, Descriptions, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';
import { ConnectionTest } from './connection-test.js';
import { DatasetInWords } from './dataset-in-words.js';
import { useMay } from './may.js';
import { ScheduleCard } from './schedule-card.js';

type Configuration = SourceDetail['configuration'];

/** What a source reads and how rows become figures, in words; a secret is named, never shown. */
export function SourceConfiguration({ source }: { source: SourceDetail }) {
  const { t } = useTranslation();
  const { configure } = useMay(source.sourceId);
  const { configuration } = source;
  return (
    <div className="stack">
      <Card
        size="small"
        title={t('sources.connection')}
        extra={
          configure && (
            <Link to="/sources/$sourceId/edit" params={{ sourceId: source.sourceId }}>
              {t('sourceForm.edit')}
            </Link>
          )
        }
      >
        <Connection source={source} />
      </Card>
      <ScheduleCard source={source} />
      {configure && configuration.kind !== 'file' && (
        <ConnectionTest
          datasets={configuration.datasets}
          run={(body) => api(metricsHttp.testSource, { params: { sourceId: source.sourceId }, body })}
        />
      )}
      <Datasets datasets={configuration.datasets} />
    </div>
  );
}

/** A source may read ten tables: one is opened at a time. */
function Datasets({ datasets }: Pick<Configuration, 'datasets'>) {
  const format = useFormat();
  const words = useWords();
  const { i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' });
  const figuresOf = ({ mapping }: Configuration['datasets'][number]): string =>
    list.format(mapping.observations.flatMap(({ input }) => (typeof input === 'string' ? [words.input(input)] : [])));
  return (
    <Collapse
      defaultActiveKey={datasets[0]?.datasetId ?? []}
      className="datasets"
      items={datasets.map((dataset) => ({
        key: dataset.datasetId,
        label: (
          <>
            <strong>{format.name(dataset.names)}</strong> <span className="quiet">{figuresOf(dataset)}</span>
          </>
        ),
        children: <DatasetInWords dataset={dataset} />,
      }))}
    />
  );
}

function Connection({ source }: { source: SourceDetail }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const { configuration } = source;
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'kind', label: t('sources.kindTitle'), children: t(`sources.kindMeans.${configuration.kind}`) },
        ...useAddress(configuration),
        { key: 'mode', label: t('sources.mode'), children: t(`sources.modeMeans.${configuration.mode}`) },
        {
          key: 'inputs',
          label: t('sources.delivers'),
          children: (
            <Flex gap={4} wrap className="inputs">
              {configuration.inputs.map((input) => (
                <Tag key={input}>{words.input(input)}</Tag>
              ))}
            </Flex>
          ),
        },
        { key: 'version', label: t('sources.version'), children: format.count(source.version) },
      ]}
    />
  );
}

function useAddress(configuration: Configuration) {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = (milliseconds: number) => format.span(milliseconds);
  if (configuration.kind === 'file') return [];
  if (configuration.kind === 'sql') {
    return [
      { key: 'at', label: t('sources.address'), children: <Reference text={configuration.connection} /> },
      { key: 'limit', label: t('sources.timeLimit'), children: seconds(configuration.statementTimeoutMs) },
    ];
  }
  const { auth } = configuration;
  return [
    { key: 'at', label: t('sources.address'), children: <Reference text={configuration.baseUrl} /> },
    {
      key: 'auth',
      label: t('sources.auth'),
      children: (
        <Flex gap="small" wrap>
          {t(`sources.authMeans.${auth.type}`)}
          {auth.type === 'bearer' && <Reference text={auth.token} />}
          {auth.type === 'basic' && (
            <>
              <Reference text={auth.username} /> <Reference text={auth.password} />
            </>
          )}
        </Flex>
      ),
    },
    { key: 'limit', label: t('sources.timeLimit'), children: seconds(configuration.timeoutMs) },
    { key: 'tries', label: t('sources.tries'), children: format.count(configuration.maxAttempts) },
  ];
}

/** `env:NAME` is read from the service's environment: the name is no secret. */
function Reference({ text }: { text: string }) {
  const { t } = useTranslation();
  const reference = text.startsWith('env:');
  return (
    <span>
      <code>{reference ? text.slice(4) : text}</code>{' '}
      {reference && <span className="quiet">{t('sources.reference')}</span>}
    </span>
  );
}
