import { Button, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { checkExample, StandardVersion, WorkedExample } from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { wholeList } from '../../../shared/paged.js';
import { type Column, PagedTable } from '../../../shared/paged-table.js';
import { withExpected } from './edits.js';

interface ExpectedRowsProps {
  readonly standard: StandardVersion;
  readonly example: WorkedExample;
  readonly checked: ReturnType<typeof checkExample>;
  readonly onChange: (example: WorkedExample) => void;
}

interface Row {
  /** A KPI id, `total` or `grade`. */
  readonly what: string;
  readonly name: string;
  /** undefined: the example says nothing about it. */
  readonly expected: string | null | undefined;
  readonly got: string | null;
  readonly differs: boolean;
}

/** What the authors expect beside what comes out. */
export function ExpectedRows(props: ExpectedRowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = useRows(props);
  const { example, onChange } = props;
  const set = (row: Row, expected: string | null | undefined) => onChange(withExpected(example, row.what, expected));
  const columns: readonly Column<Row>[] = [
    { key: 'what', title: t('standards.kpi'), onPhone: 'title', render: (row) => row.name },
    {
      key: 'expected',
      title: t('standards.written'),
      align: 'right',
      render: (row) => (
        <Input
          className="expected-input"
          aria-label={t('standards.expectedOf', { what: row.name })}
          value={row.expected ?? ''}
          placeholder={t(row.expected === null ? 'standards.noScoreExpected' : 'standards.notStated')}
          status={row.differs ? 'error' : ''}
          onChange={(event) => set(row, event.target.value.trim() || undefined)}
        />
      ),
    },
    {
      key: 'got',
      title: t('standards.calculated'),
      align: 'right',
      render: (row) => (
        <Flex gap="small" align="center" justify="flex-end">
          <Typography.Text {...(row.differs ? { type: 'danger' as const } : {})}>
            {row.what === 'grade' ? (row.got ?? '—') : format.number(row.got)}
          </Typography.Text>
          {(row.differs || row.expected === undefined) && (
            <Button
              size="small"
              type="link"
              aria-label={t('standards.takeFor', { what: row.name })}
              onClick={() => set(row, row.got)}
            >
              {t('standards.take')}
            </Button>
          )}
        </Flex>
      ),
    },
  ];
  return (
    <PagedTable
      label={t('standards.expectedTable', { example: example.exampleId })}
      columns={columns}
      list={wholeList(rows)}
      rowKey={(row) => row.what}
      empty={t('standards.nothingDue')}
    />
  );
}

function useRows({ standard, example, checked }: ExpectedRowsProps): readonly Row[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { lines, total, grade } = example.expect;
  const scored = checked.result.segments[0]?.lines ?? [];
  const differs = (what: string) => checked.differences.some((one) => one.what === what);
  const due = standard.kpis.filter(
    ({ kpiId, cadence }) => cadence.includes(example.kind) || lines[kpiId] !== undefined,
  );
  return [
    ...due.map(
      ({ kpiId, names }): Row => ({
        what: kpiId,
        name: format.name(names),
        expected: lines[kpiId],
        got: scored.find((line) => line.kpiId === kpiId)?.shown ?? null,
        differs: differs(kpiId),
      }),
    ),
    { what: 'total', name: t('score.total'), expected: total, got: checked.result.total, differs: differs('total') },
    { what: 'grade', name: t('score.grade'), expected: grade, got: checked.result.grade, differs: differs('grade') },
  ];
}
