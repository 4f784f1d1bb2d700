import { Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.js';
import { wholeList } from '../../../shared/paged.js';
import { type Column, PagedTable } from '../../../shared/paged-table.js';
import type { CalendarDay } from './calendar-days.js';

interface OwnDaysProps {
  readonly days: readonly CalendarDay[];
  readonly onChoose: ((day: string) => void) | undefined;
}

/** The company's own exceptions of the year, with what it says to them. */
export function OwnDays({ days, onChoose }: OwnDaysProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = days.filter(({ source }) => source === 'company');
  const columns: readonly Column<CalendarDay>[] = [
    { key: 'day', title: t('administration.calendar.date'), onPhone: 'title', render: ({ day }) => format.date(day) },
    {
      key: 'kind',
      title: t('administration.calendar.kindTitle'),
      render: ({ kind }) => t(`administration.calendar.kind.${kind}`),
    },
    { key: 'note', title: t('administration.note'), render: ({ note }) => note },
    ...(onChoose
      ? [
          {
            key: 'change',
            title: '',
            render: ({ day }: CalendarDay) => (
              <Button
                size="small"
                onClick={() => onChoose(day)}
                aria-label={t('administration.calendar.changeOf', { date: format.date(day) })}
              >
                {t('administration.change')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('administration.calendar.own')}
      </Typography.Title>
      <PagedTable
        label={t('administration.calendar.own')}
        columns={columns}
        list={wholeList(own)}
        rowKey={({ day }) => day}
        empty={t('administration.calendar.noOwn')}
      />
    </section>
  );
}
