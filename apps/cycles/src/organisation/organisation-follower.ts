import { assignmentsChanged } from '../../../../libs/contracts/roles/events.js';
import { addDays } from '../../../../libs/domain/calendar/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { processLogger } from '../../../../libs/platform/telemetry/index.js';
import { companyToday } from '../launch/company-today.js';
import { type RecordPorts, systemCall } from '../record/ports.js';
import { forget, leaseChanges, lookAgain, noteChanges, postpone } from './change-queue.js';
import { followPeople } from './follow-people.js';

const lookAgainMs = 5_000;

/** Hears of people whose place in the organisation changes, and has what runs follow on the day from which it holds. */
export class OrganisationFollower {
  private stopped = true;
  private woken = false;
  private wakeUp: () => void = () => undefined;
  private finished: Promise<void> = Promise.resolve();

  constructor(
    private readonly ports: RecordPorts,
    private readonly events: EventBus,
  ) {}

  async start(): Promise<void> {
    await this.events.consume('cycles_organisation', [assignmentsChanged.type], noteChanges, () => this.wake());
    this.stopped = false;
    this.finished = this.run();
  }

  private wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  /** After the changes at hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.finished;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const found = await followSome(this.ports).catch((error: unknown) => {
        processLogger().warn({ err: String(error) }, 'changes of the organisation wait');
        return false;
      });
      if (found) this.events.wakeRelay();
      else if (!this.woken && !this.stopped) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookAgainMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The changes of the company whose turn it is; answers whether there were any. They stay held meanwhile. */
export function followSome(ports: RecordPorts): Promise<boolean> {
  return inTransaction(ports.database, { companyId: '' }, async (transaction) => {
    const turn = await leaseChanges(transaction);
    if (!turn) return false;
    try {
      await followTurn(ports, transaction, turn);
    } catch (error) {
      await postpone(transaction, turn.companyId, error);
    }
    return true;
  });
}

async function followTurn(
  ports: RecordPorts,
  transaction: Transaction,
  { companyId, changes }: NonNullable<Awaited<ReturnType<typeof leaseChanges>>>,
): Promise<void> {
  const { today } = await companyToday(ports, systemCall(companyId));
  const due = changes.filter(({ from }) => from <= today);
  if (due.length > 0) {
    const personIds = [...new Set(due.map(({ personId }) => personId))];
    await followPeople(ports, companyId, personIds, { today, tomorrow: addDays(today, 1) });
    await forget(transaction, companyId, due);
  }
  await lookAgain(
    transaction,
    companyId,
    changes.filter(({ from }) => from > today),
  );
}
