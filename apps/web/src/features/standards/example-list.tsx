import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type ExampleDifference,
  type ExampleResult,
  runExamples,
  type StandardVersion,
  validateStandard,
  type WorkedExample,
} from '../../../../../libs/domain/scoring/index.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

interface ExampleListProps {
  readonly standard: StandardVersion;
}

/** The authors' own sums, done again by the code that scores people. */
export function ExampleList({ standard }: ExampleListProps) {
  const { t } = useTranslation();
  if (standard.examples.length === 0) return <EmptyState text={t('standards.noExamples')} />;
  if (validateStandard(standard).length > 0) return <EmptyState text={t('standards.examplesWait')} />;
  const results = runExamples(standard);
  return (
    <div className="stack">
      <p className="hint">{t('standards.examplesHint')}</p>
      {standard.examples.map((example, index) => (
        <Example key={example.exampleId} {...{ standard, example }} result={results[index]} />
      ))}
    </div>
  );
}

interface ExampleProps {
  readonly standard: StandardVersion;
  readonly example: WorkedExample;
  readonly result: ExampleResult | undefined;
}

function Example({ standard, example, result }: ExampleProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const position = standard.positions[example.positionId];
  const rows = rowsOf(example, result);
  const columns = useExampleColumns(standard);
  return (
    <section>
      <Flex gap="small" align="center" wrap className="spaced-tight">
        <Typography.Title level={2} className="section-title">
          {t('standards.example', {
            position: position ? format.name(position.names) : example.positionId,
            kind: t(`cycle.kind.${example.kind}`),
            example: example.exampleId,
          })}
        </Typography.Title>
        {result?.ok ? (
          <Mark tone="good" icon={<CheckCircleOutlined aria-hidden />}>
            {t('standards.exampleHolds')}
          </Mark>
        ) : (
          <Mark tone="bad" icon={<CloseCircleOutlined aria-hidden />}>
            {t('standards.exampleDiffers')}
          </Mark>
        )}
      </Flex>
      <PagedTable
        label={example.exampleId}
        columns={columns}
        list={wholeList(rows)}
        rowKey={(row) => row.what}
        empty={t('standards.noExamples')}
      />
    </section>
  );
}

interface ExampleRow extends ExampleDifference {
  readonly same: boolean;
}

function useExampleColumns(standard: StandardVersion): readonly Column<ExampleRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (what: string): string => {
    const kpi = standard.kpis.find((one) => one.kpiId === what);
    if (kpi) return format.name(kpi.names);
    return what === 'grade' ? t('score.grade') : t('score.total');
  };
  const shown = ({ what }: ExampleRow, value: string | null) =>
    what === 'grade' ? (value ?? '—') : format.number(value);
  return [
    { key: 'what', title: t('standards.kpi'), onPhone: 'title', render: (row) => nameOf(row.what) },
    { key: 'expected', title: t('standards.written'), align: 'right', render: (row) => shown(row, row.expected) },
    {
      key: 'got',
      title: t('standards.calculated'),
      align: 'right',
      render: (row) =>
        row.same ? shown(row, row.got) : <Typography.Text type="danger">{shown(row, row.got)}</Typography.Text>,
    },
  ];
}

/** Everything the example says; what was calculated is the same wherever no difference was found. */
function rowsOf({ expect }: WorkedExample, result: ExampleResult | undefined): ExampleRow[] {
  const said: (readonly [string, string | null | undefined])[] = [
    ...Object.entries(expect.lines),
    ['total', expect.total],
    ['grade', expect.grade],
  ];
  return said.flatMap(([what, expected]) => {
    if (expected === undefined) return [];
    const difference = result?.differences.find((one) => one.what === what);
    return [{ what, expected, got: difference ? difference.got : expected, same: difference === undefined }];
  });
}
