import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Card, DatePicker, Flex } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionTest as Answers, SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

type Answer = Answers['datasets'][number];
type Datasets = readonly Pick<SourceDetail['configuration']['datasets'][number], 'datasetId' | 'names'>[];

interface ConnectionTestProps {
  readonly datasets: Datasets;
  readonly run: (period: { from: string; to: string }) => Promise<Answers>;
}

/** Reaches the source and reads a few rows of each dataset; nothing is kept. */
export function ConnectionTest({ datasets, run }: ConnectionTestProps) {
  const { t } = useTranslation();
  const [month, setMonth] = useState<Dayjs>(() => dayjs().subtract(1, 'month').startOf('month'));
  const test = useMutation({
    mutationFn: () => run({ from: month.format('YYYY-MM-DD'), to: month.add(1, 'month').format('YYYY-MM-DD') }),
  });
  return (
    <Card size="small" title={t('sources.test')}>
      <div className="stack">
        <Flex gap="small" wrap align="center">
          <DatePicker
            picker="month"
            aria-label={t('sources.testMonth')}
            value={month}
            onChange={(next: Dayjs | null) => next && setMonth(next.startOf('month'))}
            allowClear={false}
          />
          <Button onClick={() => test.mutate()} loading={test.isPending}>
            {t('sources.testNow')}
          </Button>
          <span className="quiet">{t('sources.testMeans')}</span>
        </Flex>
        {test.error && <ProblemAlert error={test.error} />}
        {test.data && (
          <ul className="test-results" aria-live="polite">
            {test.data.datasets.map((answer) => (
              <li key={answer.datasetId}>
                <TestResult answer={answer} datasets={datasets} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function TestResult({ answer, datasets }: { answer: Answer; datasets: Datasets }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const names = datasets.find(({ datasetId }) => datasetId === answer.datasetId)?.names;
  const missing = new Intl.ListFormat(i18n.language).format(answer.missingColumns);
  return (
    <>
      {answer.ok ? (
        <CheckCircleOutlined aria-hidden className="good" />
      ) : (
        <CloseCircleOutlined aria-hidden className="bad" />
      )}
      <strong>{names ? format.name(names) : answer.datasetId}</strong>
      <span>
        {answer.problem === null && answer.missingColumns.length === 0
          ? t('sources.testOk', { count: answer.rows })
          : answer.problem === null
            ? t('sources.testMissing', { columns: missing })
            : t('sources.testFailed')}
      </span>
      {answer.problem !== null && <div className="quiet">{answer.problem}</div>}
    </>
  );
}
