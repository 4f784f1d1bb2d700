import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../../../libs/domain/scoring/index.js';
import { useRefusal } from './field.js';

type ColumnName = 'from' | 'to' | 'score' | 'at' | 'value';
export type NumberRow = Readonly<Partial<Record<ColumnName, string>>>;

interface NumberRowsProps {
  readonly path: string;
  readonly columns: readonly ColumnName[];
  readonly rows: readonly NumberRow[];
  readonly problems: readonly Problem[];
  readonly onChange: (rows: readonly NumberRow[]) => void;
}

/** Steps, points or choices of a model, a row each. */
export function NumberRows({ path, columns, rows, problems, onChange }: NumberRowsProps) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const own = problems.filter((problem) => problem.path.startsWith(path));
  const numbered = rows.map((row, index) => ({ no: index + 1, row }));
  const set = (no: number, column: ColumnName, value: string) =>
    onChange(rows.map((row, index) => (index + 1 === no ? { ...row, [column]: value } : row)));
  return (
    <Form.Item
      label={t('standards.parameter.rows')}
      className="wide"
      {...(own.length > 0 ? { validateStatus: 'error' as const, help: own.map(refusal).join(' ') } : {})}
    >
      <div className="parameter-rows">
        {numbered.map(({ no, row }) => (
          <Flex key={no} gap="small">
            {columns.map((column) => (
              <Input
                key={column}
                aria-label={t('standards.parameter.inRow', {
                  name: t(`standards.parameter.${column}`),
                  row: no,
                })}
                placeholder={t(`standards.parameter.${column}`)}
                value={row[column] ?? ''}
                inputMode="decimal"
                onChange={(event) => set(no, column, event.target.value.trim())}
              />
            ))}
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('standards.parameter.removeRow', { row: no })}
              onClick={() => onChange(rows.filter((_, at) => at + 1 !== no))}
            />
          </Flex>
        ))}
        <Button
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onChange([...rows, Object.fromEntries(columns.map((column) => [column, '']))])}
        >
          {t('standards.parameter.addRow')}
        </Button>
      </div>
    </Form.Item>
  );
}
