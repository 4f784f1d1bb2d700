import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, as the API writes a day. */
  readonly value?: string | undefined;
  readonly onChange?: (day: string | undefined) => void;
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  /** Given by a form's field. */
  readonly id?: string;
}

/** Picks a calendar day; also the field of a form. */
export function DayField({ label, value, onChange, earliest, latest, id }: DayFieldProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      aria-label={label}
      placeholder={label}
      value={value === undefined ? null : dayjs(value)}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
      {...(earliest ? { minDate: dayjs(earliest) } : {})}
      {...(latest ? { maxDate: dayjs(latest) } : {})}
      style={{ minWidth: 160 }}
    />
  );
}
