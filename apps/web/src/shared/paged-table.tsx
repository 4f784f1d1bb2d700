import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Skeleton, Typography } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.js';
import { usePhone } from './media.js';
import type { Paged } from './paged.js';
import { ProblemAlert } from './problem-alert.js';
import { ScrollFrame } from './scroll-frame.js';

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly render: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly align?: 'right';
  /** On a phone: `title` heads the card, `hidden` is left out; the others are its lines. */
  readonly onPhone?: 'title' | 'hidden';
}

export interface Selection<Row> {
  readonly keys: ReadonlySet<string>;
  readonly change: (keys: ReadonlySet<string>) => void;
  readonly selectable: (row: Row) => boolean;
  /** What a checkbox selects, for those who do not see its row. */
  readonly nameOf: (row: Row) => string;
}

/** Rows that open in place. */
export interface Expansion<Row> {
  readonly open: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly nameOf: (row: Row) => string;
  readonly render: (row: Row) => ReactNode;
}

interface PagedTableProps<Row> {
  /** Names the table to a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly list: Paged<Row>;
  readonly rowKey: (row: Row) => string;
  /** What happens next, when there is nothing. */
  readonly empty: string;
  readonly selection?: Selection<Row>;
  readonly expansion?: Expansion<Row>;
  /** The row the keyboard is at. */
  readonly currentKey?: string | undefined;
}

/** A list of the server: a table, on a phone cards; read a page at a time. */
export function PagedTable<Row>(props: PagedTableProps<Row>) {
  const { list, empty } = props;
  const phone = usePhone();
  if (list.isPending) return <Skeleton active />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0) return <EmptyState text={empty} />;
  return (
    <>
      {phone ? <Cards {...props} /> : <Table {...props} />}
      <More list={list} />
    </>
  );
}

function Table<Row>({ label, columns, list, rowKey, selection, expansion, currentKey }: PagedTableProps<Row>) {
  const width = columns.length + (selection ? 1 : 0) + (expansion ? 1 : 0);
  return (
    <ScrollFrame className="table-frame" label={label}>
      <table className="table">
        <thead>
          <tr>
            {expansion && <td className="table-select" />}
            {selection && (
              <th className="table-select">
                <SelectAll rows={list.rows} rowKey={rowKey} selection={selection} />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Fragment key={rowKey(row)}>
              <tr data-row={rowKey(row)} className={rowKey(row) === currentKey ? 'current' : undefined}>
                {expansion && (
                  <td className="table-select">
                    <Expand row={row} rowKey={rowKey} expansion={expansion} />
                  </td>
                )}
                {selection && (
                  <td className="table-select">
                    <SelectRow row={row} rowKey={rowKey} selection={selection} />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.key} className={column.align}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
              {expansion?.open.has(rowKey(row)) && (
                <tr className="expanded">
                  <td colSpan={width}>{expansion.render(row)}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function Cards<Row>({ label, columns, list, rowKey, selection, expansion, currentKey }: PagedTableProps<Row>) {
  const titles = columns.filter((column) => column.onPhone === 'title');
  const lines = columns.filter((column) => column.onPhone === undefined);
  return (
    <ul className="cards" aria-label={label}>
      {list.rows.map((row) => (
        <li key={rowKey(row)} data-row={rowKey(row)} className={rowKey(row) === currentKey ? 'card current' : 'card'}>
          <Flex gap="small" align="flex-start">
            {expansion && <Expand row={row} rowKey={rowKey} expansion={expansion} />}
            {selection && <SelectRow row={row} rowKey={rowKey} selection={selection} />}
            <div className="card-title">
              {titles.map((column) => (
                <div key={column.key}>{column.render(row)}</div>
              ))}
            </div>
          </Flex>
          <dl className="card-lines">
            {lines.map((column) => (
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd>{column.render(row)}</dd>
              </div>
            ))}
          </dl>
          {expansion?.open.has(rowKey(row)) && <div className="card-expanded">{expansion.render(row)}</div>}
        </li>
      ))}
    </ul>
  );
}

interface ExpandProps<Row> {
  readonly row: Row;
  readonly rowKey: (row: Row) => string;
  readonly expansion: Expansion<Row>;
}

function Expand<Row>({ row, rowKey, expansion }: ExpandProps<Row>) {
  const { t } = useTranslation();
  const key = rowKey(row);
  const open = expansion.open.has(key);
  return (
    <Button
      type="text"
      size="small"
      aria-expanded={open}
      aria-label={t(open ? 'list.shut' : 'list.open', { name: expansion.nameOf(row) })}
      icon={open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
      onClick={() => expansion.toggle(key)}
    />
  );
}

interface SelectProps<Row> {
  readonly rowKey: (row: Row) => string;
  readonly selection: Selection<Row>;
}

function SelectRow<Row>({ row, rowKey, selection }: SelectProps<Row> & { row: Row }) {
  const { t } = useTranslation();
  const key = rowKey(row);
  const toggle = () => {
    const keys = new Set(selection.keys);
    if (!keys.delete(key)) keys.add(key);
    selection.change(keys);
  };
  return (
    <Checkbox
      checked={selection.keys.has(key)}
      disabled={!selection.selectable(row)}
      onChange={toggle}
      aria-label={t('list.select', { name: selection.nameOf(row) })}
    />
  );
}

function SelectAll<Row>({ rows, rowKey, selection }: SelectProps<Row> & { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const keys = rows.filter(selection.selectable).map(rowKey);
  const chosen = keys.filter((key) => selection.keys.has(key)).length;
  const all = keys.length > 0 && chosen === keys.length;
  const toggle = () => {
    const others = [...selection.keys].filter((key) => !keys.includes(key));
    selection.change(new Set(all ? others : [...others, ...keys]));
  };
  return (
    <Checkbox
      checked={all}
      indeterminate={chosen > 0 && !all}
      disabled={keys.length === 0}
      onChange={toggle}
      aria-label={t('list.selectAll')}
    />
  );
}

function More<Row>({ list }: { list: Paged<Row> }) {
  const { t } = useTranslation();
  if (!list.more) return null;
  return (
    <Flex gap="middle" align="center" className="more">
      <Button onClick={list.more.load} loading={list.more.isLoading}>
        {t('list.more')}
      </Button>
      {list.total !== undefined && (
        <Typography.Text type="secondary">
          {t('list.shown', { shown: list.rows.length, total: list.total })}
        </Typography.Text>
      )}
    </Flex>
  );
}
