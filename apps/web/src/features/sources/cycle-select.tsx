import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../shared/words.js';
import type { ChosenCycle } from './use-chosen-cycle.js';

/** Of which cycle the figures are. */
export function CycleSelect({ chosen, sourceId }: { chosen: ChosenCycle; sourceId: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/sources/$sourceId' });
  return (
    <Select
      aria-label={t('cycle.cycle')}
      value={chosen.cycleId ?? null}
      loading={chosen.isPending}
      placeholder={t('cycle.cycle')}
      options={chosen.cycles.map((cycle) => ({
        value: cycle.cycleId,
        label: t('sources.cycleOption', { cycle: words.cycle(cycle), state: t(`cycle.states.${cycle.state}`) }),
      }))}
      onChange={(cycle) =>
        void navigate({
          to: '/sources/$sourceId',
          params: { sourceId },
          search: { ...search, cycle, row: undefined },
          replace: true,
        })
      }
      popupMatchSelectWidth={false}
      className="cycle-select"
    />
  );
}
