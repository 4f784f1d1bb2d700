import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Duty, StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';
import { useStandardWords } from './standard-words.js';

/** What each position also does; checked beside the KPIs, without weight. */
export function DutyList({ standard }: { standard: StandardVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const ofStandard = useStandardWords();
  const columns: readonly Column<Duty>[] = [
    { key: 'duty', title: t('standards.duty'), onPhone: 'title', render: (duty) => format.name(duty.names) },
    { key: 'expected', title: t('standards.expectedTitle'), render: (duty) => ofStandard.expected(duty.expected) },
    {
      key: 'counted',
      title: t('standards.countedBy'),
      render: (duty) => (duty.inputId ? words.input(duty.inputId) : t('standards.countedByManager')),
    },
  ];
  return (
    <div className="stack">
      <p className="hint">{t('standards.dutiesHint')}</p>
      {Object.entries(standard.positions).map(([positionId, { names }]) => (
        <section key={positionId}>
          <Typography.Title level={2} className="section-title">
            {format.name(names)}
          </Typography.Title>
          <PagedTable
            label={format.name(names)}
            columns={columns}
            list={wholeList(standard.duties.filter((duty) => duty.positionId === positionId))}
            rowKey={(duty) => duty.dutyId}
            empty={t('standards.noDuties')}
          />
        </section>
      ))}
    </div>
  );
}
