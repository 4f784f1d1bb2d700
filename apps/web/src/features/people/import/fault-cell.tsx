import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportProblem } from '../../../../../../libs/contracts/roles/http.js';
import { useFormat } from '../../../shared/format.js';
import { useCodeText } from '../../../shared/problem-alert.js';
import { useDepartments, usePositions } from '../organisation.js';

/** A fault in the reader's words; the server's own where a code has no text. */
export function useFaultText(): (problem: ImportProblem) => string {
  const { t, i18n } = useTranslation();
  const codeText = useCodeText();
  return ({ code, message, value }) => {
    const key = `people.fault.${code.replace('import.', '')}`;
    return i18n.exists(key) ? t(key) : codeText(code, message, { employeeCode: value });
  };
}

interface FaultCellProps {
  readonly header: string;
  readonly rowNo: number;
  readonly text: string;
  readonly faults: readonly ImportProblem[];
  readonly onChange: (text: string) => void;
}

/** One cell to mend, with what is wrong below it; where only known names fit, they are offered. */
export function FaultCell({ header, rowNo, text, faults, onChange }: FaultCellProps) {
  const { t } = useTranslation();
  const faultText = useFaultText();
  const names = useKnownNames(faults);
  const id = `fault-${rowNo}-${header}`;
  const label = t('people.import.cell', { column: header, row: rowNo });
  const said = { 'aria-label': label, 'aria-describedby': id, 'aria-invalid': true } as const;
  return (
    <div className="fault-cell">
      <Input
        {...said}
        value={text}
        status="error"
        {...(names.length > 0 ? { list: `${id}-names` } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      {names.length > 0 && (
        <datalist id={`${id}-names`}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
      <div id={id} className="fault-text">
        {faults.map(faultText).join(' ')}
      </div>
    </div>
  );
}

function useKnownNames(faults: readonly ImportProblem[]): readonly string[] {
  const format = useFormat();
  const positions = usePositions().data ?? [];
  const departments = useDepartments().data ?? [];
  const codes = faults.map(({ code }) => code);
  if (codes.includes('import.position_unknown')) return positions.map(({ names }) => format.name(names));
  if (codes.includes('import.department_unknown')) return departments.map(({ names }) => format.name(names));
  return [];
}
