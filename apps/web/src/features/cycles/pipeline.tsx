import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import type { CycleState } from '../../../../../libs/domain/cycle/stages.js';
import { PeopleByStage } from '../../shared/cycle/people-by-stage.js';
import { useFormat } from '../../shared/format.js';
import { Steps } from '../../shared/steps.js';

const pipeline: readonly CycleState[] = [
  'launching',
  'collecting',
  'scoring',
  'in_review',
  'publishing',
  'signing_off',
  'closed',
];

/** The cycle's own stages, and how many of its people stand where. */
export function Pipeline({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const at = cycle.state === 'cancelled' ? -1 : pipeline.indexOf(cycle.state);
  const when = useWhen(cycle);
  return (
    <Card size="small">
      <Steps
        label={t('cycle.course')}
        steps={pipeline.map((state) => ({ key: state, title: t(`cycle.states.${state}`), note: when(state) }))}
        behind={cycle.state === 'closed' ? pipeline.length : at}
        failed={false}
      />
      <PeopleByStage cycle={cycle} />
    </Card>
  );
}

function useWhen(cycle: CycleDetail): (state: CycleState) => string | undefined {
  const format = useFormat();
  const known: Partial<Record<CycleState, string | null>> = {
    launching: cycle.launchedAt,
    collecting: cycle.frozenAt,
    signing_off: cycle.signedOffAt,
    closed: cycle.closedAt,
  };
  return (state) => {
    const at = known[state];
    return at ? format.moment(at) : undefined;
  };
}
