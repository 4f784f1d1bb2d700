import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input } from 'antd';
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ScrollFrame } from '../../shared/scroll-frame.js';
import { blankRows, type GridRow, mostRows, pasted } from './grid-rows.js';

interface EntryGridProps {
  readonly columns: readonly { readonly header: string; readonly example: string }[];
  /** Columns that tell one row from another. */
  readonly keyColumns: readonly string[];
  readonly rows: readonly GridRow[];
  readonly onChange: (rows: readonly GridRow[]) => void;
}

/** A small sheet with the dataset's columns; cells copied from a spreadsheet can be pasted into it. */
export function EntryGrid({ columns, keyColumns, rows, onChange }: EntryGridProps) {
  const { t } = useTranslation();
  const headers = columns.map(({ header }) => header);
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    onChange(pasted(rows, headers, { row, column }, text));
  };
  const write = (key: string, header: string, value: string) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, cells: { ...row.cells, [header]: value } } : row)));
  return (
    <div>
      <ScrollFrame label={t('entry.grid')} className="table-frame">
        <table className="table entry-grid">
          <thead>
            <tr>
              <th scope="col">{t('entry.no')}</th>
              {columns.map(({ header }) => (
                <th key={header} scope="col">
                  {header}
                  {keyColumns.includes(header) && <span className="quiet"> {t('entry.key')}</span>}
                </th>
              ))}
              <th>
                <span className="heard-only">{t('form.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.key}>
                <td>{index + 1}</td>
                {columns.map(({ header, example }, column) => (
                  <td key={header}>
                    <Input
                      value={row.cells[header] ?? ''}
                      onChange={(event) => write(row.key, header, event.target.value)}
                      onPaste={(event) => paste(event, index, column)}
                      placeholder={index === 0 ? example : ''}
                      aria-label={t('entry.cell', { column: header, row: index + 1 })}
                    />
                  </td>
                ))}
                <td>
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('entry.remove', { row: index + 1 })}
                    disabled={rows.length === 1}
                    onClick={() => onChange(rows.filter((one) => one.key !== row.key))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      <Flex gap="small" align="center" wrap className="grid-foot">
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          disabled={rows.length >= mostRows}
          onClick={() => onChange([...rows, ...blankRows(1)])}
        >
          {t('entry.add')}
        </Button>
        <span className="quiet">{t('entry.pasteHint', { most: mostRows })}</span>
      </Flex>
    </div>
  );
}
