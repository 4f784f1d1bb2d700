import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ScrollFrame } from '../../shared/scroll-frame.js';
import type { Cell } from './row-cells.js';

interface RowTableProps {
  readonly cells: readonly Cell[];
  /** Columns to look at first. */
  readonly marked: readonly string[];
  /** Values that count in place of those that came. */
  readonly corrected?: Readonly<Record<string, string>>;
  readonly edit?: {
    readonly values: Readonly<Record<string, string>>;
    readonly onChange: (column: string, value: string) => void;
    /** Columns that stay as they are. */
    readonly fixed?: readonly string[];
  };
}

/** A row by column: as it came and, for its data owner, the right value beside it. */
export function RowTable({ cells, marked: faulty, corrected = {}, edit }: RowTableProps) {
  const { t } = useTranslation();
  const marked = new Set(faulty);
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
              <td>
                <Value value={value} corrected={corrected[column]} />
              </td>
              {edit && (
                <td>
                  <Input
                    value={edit.values[column] ?? ''}
                    onChange={(event) => edit.onChange(column, event.target.value)}
                    placeholder={t('held.unchanged')}
                    aria-label={t('held.rightValueOf', { column })}
                    maxLength={400}
                    disabled={edit.fixed?.includes(column) ?? false}
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

/** What came, and what counts in its place. */
function Value({ value, corrected }: { value: string; corrected: string | undefined }) {
  const { t } = useTranslation();
  const came = value === '' ? <span className="quiet">{t('held.empty')}</span> : value;
  if (corrected === undefined) return came;
  return (
    <>
      <del>{came}</del> <ins>{corrected}</ins>
    </>
  );
}
