import { Card, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import type { CycleState } from '../../../../../libs/domain/cycle/stages.js';
import { PeopleByStage } from '../../shared/cycle/people-by-stage.js';
import { useFormat } from '../../shared/format.js';
import { usePhone } from '../../shared/media.js';

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
  const phone = usePhone();
  const at = cycle.state === 'cancelled' ? -1 : pipeline.indexOf(cycle.state);
  const when = useWhen(cycle);
  return (
    <Card size="small">
      <Steps
        size="small"
        current={cycle.state === 'closed' ? pipeline.length : at}
        orientation={phone ? 'vertical' : 'horizontal'}
        titlePlacement={phone ? 'horizontal' : 'vertical'}
        status={cycle.state === 'cancelled' ? 'error' : 'process'}
        items={pipeline.map((state) => ({ title: t(`cycle.states.${state}`), content: when(state) }))}
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
