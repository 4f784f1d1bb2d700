import { Context } from '@temporalio/activity';
import { Problem } from '../../../../../libs/platform/http/index.js';
import type { CohortAddress, CohortProgress, CycleAddress, CycleRecord } from '../../record/set-operations.js';

const hour = 3_600_000;
export const day = 24 * hour;

type Stage = 'review' | 'calibration' | 'waiting_rescore' | 'acknowledgement' | 'acknowledged' | 'excluded';
interface FakePerson {
  readonly personId: string;
  cohortNo: number;
  stage: Stage | 'collecting';
  round: number;
  dueAt: number;
  reminded: boolean;
  escalated: boolean;
  deemed: boolean;
}

export interface FakeRoute {
  readonly collectMs: number;
  readonly reviewMs: number;
  readonly acknowledgeMs: number;
}
export const monthRoute: FakeRoute = { collectMs: 3 * day, reviewMs: 4 * day, acknowledgeMs: 3 * day };

/**
 * The record's port in memory, by the rules its interface states: repeatable operations, its own clock (the activity's), due times that
 * stand still while the cycle is paused. People act on it through `approve`, `giveBack`, `acknowledge`, `signOffSource`, `signOff`.
 */
export class FakeRecord implements CycleRecord {
  state = 'launching';
  pausedAt: number | null = null;
  cutOffAt = 0;
  signedOff = false;
  /** The one group's session, which opens when the last review of everybody is done. */
  session: 'none' | 'open' | 'closed' = 'none';
  readonly people = new Map<string, FakePerson>();
  readonly waiting: Set<string>;
  readonly fetched: string[] = [];
  /** Every operation in the order it was done, with its time. */
  readonly done: { readonly at: number; readonly what: string }[] = [];
  /** How far the record's clock is behind Temporal's. */
  behindMs = 0;
  /** Where people go who join. */
  joinersCohort = 1;
  /** What the answer to `addPerson` waits for, after the person was added. */
  answersAfter: Promise<void> = Promise.resolve();
  /** Operations that fail this often, by name. */
  readonly failures = new Map<string, { times: number; error: Error }>();

  constructor(
    personsByCohort: readonly (readonly string[])[],
    private readonly sourceIds: readonly string[] = ['erp', 'survey', 'oa', 'tickets'],
    private readonly route: FakeRoute = monthRoute,
  ) {
    this.waiting = new Set(sourceIds);
    personsByCohort.forEach((persons, index) => {
      for (const personId of persons) this.enrol(personId, index + 1);
    });
  }

  private enrol(personId: string, cohortNo: number): FakePerson {
    const person: FakePerson = {
      personId,
      cohortNo,
      stage: 'collecting',
      round: 1,
      dueAt: 0,
      reminded: false,
      escalated: false,
      deemed: false,
    };
    this.people.set(personId, person);
    return person;
  }

  private note(what: string): number {
    const at = Number(Context.current().info.currentAttemptScheduledTimestampMs) - this.behindMs;
    const failure = this.failures.get(what.split(' ')[0] ?? what);
    if (failure && failure.times > 0) {
      failure.times -= 1;
      throw failure.error;
    }
    this.done.push({ at, what });
    return at;
  }

  count(what: string): number {
    return this.done.filter((entry) => entry.what.startsWith(what)).length;
  }

  private of(cohortNo: number, ...stages: readonly FakePerson['stage'][]): FakePerson[] {
    return [...this.people.values()].filter((one) => one.cohortNo === cohortNo && stages.includes(one.stage));
  }

  async openCollection() {
    const at = this.note('openCollection');
    if (this.state === 'launching') {
      this.state = 'collecting';
      this.cutOffAt = at + this.route.collectMs;
    }
    const cohortNos = [...new Set([...this.people.values()].map((one) => one.cohortNo))];
    return { sourceIds: this.sourceIds, cutOffAt: new Date(this.cutOffAt).toISOString(), cohortNos };
  }

  async fetchSource({ sourceId }: { sourceId: string }) {
    this.note(`fetchSource ${sourceId}`);
    this.fetched.push(sourceId);
    return { outcome: sourceId === 'survey' ? ('awaiting_upload' as const) : ('loaded' as const) };
  }

  async waitingSources() {
    this.note('waitingSources');
    return { waiting: this.state === 'collecting' ? [...this.waiting] : [] };
  }

  async freezeInputs() {
    const at = this.note('freezeInputs');
    if (this.waiting.size > 0 && at < this.cutOffAt) throw new Problem(409, 'cycle.collecting', 'Before the cut-off.');
    if (this.state === 'collecting') this.state = 'scoring';
  }

  async scoreCohort({ cohortNo }: CohortAddress) {
    this.note(`scoreCohort ${cohortNo}`);
    return { scored: this.of(cohortNo, 'collecting').length, blocked: 0 };
  }

  async openReview({ cohortNo }: CohortAddress) {
    const at = this.note(`openReview ${cohortNo}`);
    if (this.state === 'scoring') this.state = 'in_review';
    const opened = this.of(cohortNo, 'collecting');
    for (const person of opened) this.move(person, 'review', at + this.route.reviewMs);
    return { opened: opened.length };
  }

  private move(person: FakePerson, stage: Stage, dueAt: number): void {
    Object.assign(person, { stage, dueAt, reminded: false, escalated: false });
  }

  async readProgress({ cohortNo }: CohortAddress): Promise<CohortProgress> {
    this.note(`readProgress ${cohortNo}`);
    const marks = this.of(cohortNo, 'review', 'acknowledgement').flatMap((one) => this.marks(one));
    const people = [...this.people.values()].filter((one) => one.cohortNo === cohortNo);
    const acknowledged = this.of(cohortNo, 'acknowledged').length;
    return {
      done: acknowledged + this.of(cohortNo, 'excluded').length === people.length,
      people: people.length,
      acknowledged,
      waitingForRescore: this.of(cohortNo, 'waiting_rescore').length,
      calibrationsToOpen: this.sessionIsReady(cohortNo) ? 1 : 0,
      nextDeadlineAt: marks.length === 0 ? null : new Date(Math.min(...marks)).toISOString(),
    };
  }

  private sessionIsReady(cohortNo: number): boolean {
    const everybody = [...this.people.values()];
    const reviewed = everybody.every(({ stage }) => stage !== 'review' && stage !== 'waiting_rescore');
    return this.session === 'none' && reviewed && this.of(cohortNo, 'calibration').length > 0;
  }

  async openCalibrations({ cohortNo }: CohortAddress) {
    this.note(`openCalibrations ${cohortNo}`);
    const opened = this.sessionIsReady(cohortNo) ? 1 : 0;
    if (opened === 1) this.session = 'open';
    return { opened };
  }

  /** A reminder a day before, an escalation a day after, a deemed acceptance when due. */
  private marks(person: FakePerson): number[] {
    if (person.stage === 'acknowledgement') return [...(person.reminded ? [] : [person.dueAt - day]), person.dueAt];
    return [...(person.reminded ? [] : [person.dueAt - day]), ...(person.escalated ? [] : [person.dueAt + day])];
  }

  async rescoreReturned({ cohortNo }: CohortAddress) {
    const at = this.note(`rescoreReturned ${cohortNo}`);
    const returned = this.of(cohortNo, 'waiting_rescore');
    for (const person of returned) {
      person.round += 1;
      this.move(person, 'review', at + this.route.reviewMs);
    }
    return { rescored: returned.length };
  }

  async remindLate({ cohortNo }: CohortAddress) {
    const at = this.note(`remindLate ${cohortNo}`);
    const due = this.of(cohortNo, 'review', 'acknowledgement').filter((one) => !one.reminded && one.dueAt - day <= at);
    for (const person of due) person.reminded = true;
    if (due.length > 0) this.note(`reminded ${due.map((one) => one.personId).join()}`);
    return { reminded: due.length };
  }

  async escalateLate({ cohortNo }: CohortAddress) {
    const at = this.note(`escalateLate ${cohortNo}`);
    const late = this.of(cohortNo, 'review').filter((one) => !one.escalated && one.dueAt + day <= at);
    for (const person of late) person.escalated = true;
    if (late.length > 0) this.note(`escalated ${late.map((one) => one.personId).join()}`);
    return { escalated: late.length };
  }

  async deemAccepted({ cohortNo }: CohortAddress) {
    const at = this.note(`deemAccepted ${cohortNo}`);
    const silent = this.of(cohortNo, 'acknowledgement').filter((one) => one.dueAt <= at);
    for (const person of silent) {
      person.stage = 'acknowledged';
      person.deemed = true;
    }
    if (silent.length > 0) this.note(`deemed ${silent.map((one) => one.personId).join()}`);
    return { deemed: silent.length };
  }

  async publishReport() {
    this.note('publishReport');
    const open = [...this.people.values()].filter((one) => one.stage !== 'acknowledged' && one.stage !== 'excluded');
    if (open.length > 0) throw new Problem(409, 'cycle.not_done', `${open.length} people are not done.`);
    if (this.state === 'in_review') this.state = 'publishing';
    return { reportId: 'report' };
  }

  async openSignOff() {
    const at = this.note('openSignOff');
    if (this.state === 'publishing') this.state = 'signing_off';
    return { taskId: 'sign-off', dueAt: new Date(at + day).toISOString() };
  }

  async isSignedOff() {
    this.note('isSignedOff');
    return this.signedOff;
  }

  async closeCycle() {
    this.note('closeCycle');
    this.state = 'closed';
  }

  async extend({ days }: { days: number }) {
    this.note('extend');
    if (this.state === 'collecting') this.cutOffAt += days * day;
    for (const person of this.people.values()) if (person.dueAt > 0) person.dueAt += days * day;
  }

  async pause() {
    this.pausedAt ??= this.note('pause');
  }

  async resume() {
    const at = this.note('resume');
    const stood = this.pausedAt === null ? 0 : at - this.pausedAt;
    this.pausedAt = null;
    this.cutOffAt += stood;
    for (const person of this.people.values()) if (person.dueAt > 0) person.dueAt += stood;
  }

  async cancel() {
    this.note('cancel');
    this.state = 'cancelled';
  }

  async excludePerson({ personId }: { personId: string }) {
    this.note(`excludePerson ${personId}`);
    const person = this.person(personId);
    person.stage = 'excluded';
    return { cohortNo: person.cohortNo };
  }

  async addPerson({ personId }: { personId: string } & CycleAddress) {
    const at = this.note(`addPerson ${personId}`);
    const known = this.people.has(personId);
    const person = this.people.get(personId) ?? this.enrol(personId, this.joinersCohort);
    if (!known && this.state === 'in_review') this.move(person, 'review', at + this.route.reviewMs);
    await this.answersAfter;
    return { cohortNo: person.cohortNo, newCohort: false };
  }

  /** The late data touch whoever had acknowledged. */
  async rescoreLate() {
    const at = this.note('rescoreLate');
    const touched = [...this.people.values()].filter(({ stage }) => stage === 'acknowledged');
    for (const person of touched) this.move(person, 'acknowledgement', at + this.route.acknowledgeMs);
    return { cohortNos: [...new Set(touched.map(({ cohortNo }) => cohortNo))] };
  }

  private person(personId: string): FakePerson {
    const person = this.people.get(personId);
    if (!person) throw new Problem(404, 'person.not_found', `No person ${personId} in the cycle.`);
    return person;
  }

  // What people do; the caller says when it is.

  signOffSource(sourceId: string): void {
    this.waiting.delete(sourceId);
  }

  approve(personId: string, at: number): void {
    this.move(this.person(personId), 'acknowledgement', at + this.route.acknowledgeMs);
  }

  /** The last review on a route that calibrates. */
  approveForCalibration(personId: string): void {
    this.move(this.person(personId), 'calibration', 0);
  }

  closeCalibration(at: number): void {
    this.session = 'closed';
    for (const [personId, { stage }] of this.people) if (stage === 'calibration') this.approve(personId, at);
  }

  /** Returned for a re-check, and the re-check is done. */
  giveBack(personId: string): void {
    this.move(this.person(personId), 'waiting_rescore', 0);
  }

  acknowledge(personId: string): void {
    this.person(personId).stage = 'acknowledged';
  }

  signOff(): void {
    this.signedOff = true;
  }
}
