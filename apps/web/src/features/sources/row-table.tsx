import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { QuarantinedRow } from '../../../../../libs/contracts/metrics/http.js';
import { ScrollFrame } from '../../shared/scroll-frame.js';
import { type Cell, faultyColumns } from './row-cells.js';

interface RowTableProps {
  readonly cells: readonly Cell[];
  readonly row: QuarantinedRow;
  /** Columns to look at besides those the row's detail names. */
  readonly faulty: readonly string[];
  readonly edit?: {
    readonly values: Readonly<Record<string, string>>;
    readonly onChange: (column: string, value: string) => void;
  };
}

/** A held row by column: as it came and, for its data owner, the right value beside it. */
export function RowTable({ cells, row, faulty, edit }: RowTableProps) {
  const { t } = useTranslation();
  const marked = new Set([...faultyColumns(row), ...faulty]);
  const ordered = cells.toSorted((a, b) => Number(marked.has(b.column)) - Number(marked.has(a.column)));
  return (
    <ScrollFrame label={t('held.asItCame')} className="table-frame">
      <table className="table row-table">
        <thead>
          <tr>
            <th scope="col">{t('held.column')}</th>
            <th scope="col">{t('held.asItCame')}</th>
            {edit && <th scope="col">{t('held.rightValue')}</th>}
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ column, value }) => (
            <tr key={column} className={marked.has(column) ? 'faulty' : undefined}>
              <th scope="row">{column}</th>
              <td>{value === '' ? <span className="quiet">{t('held.empty')}</span> : value}</td>
              {edit && (
                <td>
                  <Input
                    value={edit.values[column] ?? ''}
                    onChange={(event) => edit.onChange(column, event.target.value)}
                    placeholder={t('held.unchanged')}
                    aria-label={t('held.rightValueOf', { column })}
                    maxLength={400}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
