import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';

/** As many as a schedule takes. */
const mostTimes = 24;

interface TimesFieldProps {
  readonly value: readonly string[];
  readonly onChange: (times: readonly string[]) => void;
}

/** Times of day, one box each: the browser's own, which reads well and opens a phone's clock. */
export function TimesField({ value, onChange }: TimesFieldProps) {
  const { t } = useTranslation();
  return (
    <Flex gap="small" wrap>
      {value.map((time, index) => (
        // A time has no name but its place: removing one moves those behind it.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Space.Compact key={index}>
          <Input
            type="time"
            aria-label={t('fetching.time', { no: index + 1 })}
            value={time}
            onChange={(event) => onChange(value.with(index, event.target.value))}
            className="time-of-day"
          />
          {value.length > 1 && (
            <Button
              icon={<CloseOutlined />}
              aria-label={t('fetching.removeTime', { no: index + 1 })}
              onClick={() => onChange(value.toSpliced(index, 1))}
            />
          )}
        </Space.Compact>
      ))}
      {value.length < mostTimes && (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...value, ''])}>
          {t('fetching.addTime')}
        </Button>
      )}
    </Flex>
  );
}
