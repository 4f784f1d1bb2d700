import { Segmented } from 'antd';
import { usePhone } from './media.js';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few: side by side where there is room, the phone's own list where there is not. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const phone = usePhone();
  if (!phone) return <Segmented<Value> aria-label={label} value={value} options={[...options]} onChange={onChange} />;
  return (
    <select
      aria-label={label}
      className="filter select"
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
