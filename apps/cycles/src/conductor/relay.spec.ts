import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import { type OutboxRow, ReceiverUnavailable } from '../../../../libs/platform/outbox/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import type { CohortAddress, CohortProgress } from '../record/set-operations.js';
import { ConductorRelay } from './relay.js';

const companyId = '0199a000-0000-7000-8000-000000000001';
const cycleId = '0199a000-0000-7000-8000-000000000002';

let lastEvent = 0;
const row = ({ type, batchKey, payload }: ReturnType<typeof tellConductor.launch>): OutboxRow => {
  lastEvent += 1;
  return {
    event_id: `event-${lastEvent}`,
    company_id: companyId,
    type,
    batch_key: batchKey,
    payload,
    request_id: `request-${lastEvent}`,
    attempts: 0,
  };
};

class RecordingConductor {
  readonly told: string[] = [];
  failure: Error | undefined;
  private readonly note = async (what: string): Promise<void> => {
    if (this.failure) throw this.failure;
    this.told.push(`${what} ${currentCall()?.requestId}`);
  };
  start = (): Promise<void> => this.note('start');
  signalCycle = (): Promise<void> => this.note('cycle');
  signalSource = ({ sourceId }: { sourceId: string }): Promise<void> => this.note(`source ${sourceId}`);
  signalProgress = ({ cohortNo }: { cohortNo: number }): Promise<void> => this.note(`cohort ${cohortNo}`);
}

const still: CohortProgress = {
  done: false,
  people: 9,
  acknowledged: 0,
  waitingForRescore: 0,
  nextDeadlineAt: '2026-11-03T10:00:00.000Z',
};

describe('news from the outbox', () => {
  let conductor: RecordingConductor;
  let progress: CohortProgress;
  let relay: ConductorRelay;
  beforeEach(() => {
    lastEvent = 0;
    conductor = new RecordingConductor();
    progress = still;
    relay = new ConductorRelay(conductor, { readProgress: async (_: CohortAddress) => progress });
  });

  it('of one cohort is one signal, in the name of the click that came last', async () => {
    const decisions = Array.from({ length: 50 }, () => row(tellConductor.cohortMoved(cycleId, 1)));
    expect(await relay.send([...decisions, row(tellConductor.cohortMoved(cycleId, 2))])).toEqual([]);
    expect(conductor.told).toEqual(['cohort 1 request-50', 'cohort 2 request-51']);
  });

  it('reaches the workflow it is about', async () => {
    await relay.send([
      row(tellConductor.launch(cycleId)),
      row(tellConductor.cycleMoved(cycleId)),
      row(tellConductor.sourceMoved(cycleId, 'erp')),
    ]);
    expect(conductor.told).toEqual(['start request-1', 'cycle request-2', 'source erp request-3']);
  });

  it('does not wake a cohort again when it has nothing to do', async () => {
    const decide = () => relay.send([row(tellConductor.cohortMoved(cycleId, 1))]);
    await decide();
    await decide();
    expect(conductor.told).toHaveLength(1);
    progress = { ...still, nextDeadlineAt: '2026-11-02T10:00:00.000Z' };
    await decide();
    expect(conductor.told).toHaveLength(2);
    progress = { ...progress, waitingForRescore: 1 };
    await decide();
    progress = { ...still, done: true };
    await decide();
    expect(conductor.told).toHaveLength(4);
  });

  it('waits as a whole while Temporal is away', async () => {
    conductor.failure = new ReceiverUnavailable('down');
    await expect(relay.send([row(tellConductor.launch(cycleId))])).rejects.toThrow(ReceiverUnavailable);
  });

  it('that cannot be read fails alone', async () => {
    const bad = { ...row(tellConductor.launch(cycleId)), payload: { cycleId: 'no uuid' } };
    const unknown = { ...row(tellConductor.launch(cycleId)), type: 'cycle.unheard_of', batch_key: null };
    const refused = await relay.send([bad, unknown, row(tellConductor.cycleMoved(cycleId))]);
    expect(refused.map(({ eventId }) => eventId)).toEqual(['event-1', 'event-2']);
    expect(conductor.told).toEqual(['cycle request-3']);
  });
});
