import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportProblem, OrganisationImport } from '../../../../../../libs/contracts/roles/http.js';
import { useFormat } from '../../../shared/format.js';
import { wholeList } from '../../../shared/paged.js';
import { type Column, PagedTable } from '../../../shared/paged-table.js';
import { type FaultyRow, faultyRows, otherProblems, withCell } from './corrections.js';
import { FaultCell, useFaultText } from './fault-cell.js';
import type { ImportFile, ImportSheet } from './import-file.js';

interface FaultTableProps {
  readonly file: ImportFile;
  readonly report: OrganisationImport;
  readonly busy: boolean;
  readonly onSend: (corrected: ImportFile) => void;
}

const rowsAtOnce = 50;

/** The rows that do not fit, their cells open for mending; the corrected file goes back whole. */
export function FaultTable({ file, report, busy, onSend }: FaultTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const faultText = useFaultText();
  const [mended, setMended] = useState(file);
  const others = otherProblems(file, report.problems);
  const change = (row: FaultyRow, column: number, text: string) =>
    setMended((before) => withCell(before, row.sheet, row.rowNo, column, text));
  return (
    <div className="stack">
      <Alert
        type="warning"
        showIcon
        role="status"
        title={t('people.import.refused', { count: report.problemCount, rows: format.count(report.rows) })}
        description={
          report.problemCount > report.problems.length
            ? t('people.import.more', { count: report.problems.length })
            : t('people.import.mendHint')
        }
      />
      {others.map((problem) => (
        <Alert
          key={`${problem.sheet}/${problem.column}/${problem.code}`}
          type="error"
          showIcon
          title={t('people.import.ofColumn', {
            sheet: problem.sheet,
            column: problem.column,
            fault: faultText(problem),
          })}
        />
      ))}
      {mended.sheets.map((sheet) => (
        <FaultySheet key={sheet.name} sheet={sheet} problems={report.problems} onChange={change} />
      ))}
      <Flex gap="small">
        <Button type="primary" loading={busy} disabled={mended === file} onClick={() => onSend(mended)}>
          {t('people.import.checkAgain')}
        </Button>
      </Flex>
    </div>
  );
}

interface FaultySheetProps {
  readonly sheet: ImportSheet;
  readonly problems: readonly ImportProblem[];
  readonly onChange: (row: FaultyRow, column: number, text: string) => void;
}

function FaultySheet({ sheet, problems, onChange }: FaultySheetProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(rowsAtOnce);
  const rows = faultyRows(sheet, problems);
  if (rows.length === 0) return null;
  const columns: readonly Column<FaultyRow>[] = [
    {
      key: 'row',
      title: t('people.import.row'),
      onPhone: 'title',
      render: (row) => <span className="fault-row">{t('people.import.rowNo', { row: row.rowNo })}</span>,
    },
    ...sheet.header.cells.map(
      (header, column): Column<FaultyRow> => ({
        key: `${column}/${header}`,
        title: header,
        render: (row) => {
          const faults = row.faults.get(column);
          const text = row.cells[column] ?? '';
          if (!faults) return text;
          return (
            <FaultCell
              header={header}
              rowNo={row.rowNo}
              text={text}
              faults={faults}
              onChange={(typed) => onChange(row, column, typed)}
            />
          );
        },
      }),
    ),
  ];
  return (
    <PagedTable
      label={sheet.name}
      columns={columns}
      list={{
        ...wholeList(rows.slice(0, shown)),
        total: rows.length,
        more: shown < rows.length ? { load: () => setShown(shown + rowsAtOnce), isLoading: false } : null,
      }}
      rowKey={(row) => `${row.rowNo}`}
      empty={t('people.import.nothing')}
    />
  );
}
