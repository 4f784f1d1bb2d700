import { Inject, Injectable } from '@nestjs/common';
import { CYCLE_RECORD } from '../conductor-port.js';
import type { CohortAddress, CycleAddress, CycleRecord } from '../record/set-operations.js';

import { atBoundary, heartbeating } from './boundary.js';

/** The record's operations as activities. Each may run twice: the record leaves rows alone that it has moved already. */
@Injectable()
export class RecordActivities {
  constructor(@Inject(CYCLE_RECORD) private readonly record: CycleRecord) {}

  openCollection = (cycle: CycleAddress) => heartbeating(() => this.record.openCollection(cycle));
  fetchSource = (source: CycleAddress & { sourceId: string }) => heartbeating(() => this.record.fetchSource(source));
  waitingSources = (cycle: CycleAddress) => atBoundary(() => this.record.waitingSources(cycle));
  freezeInputs = (cycle: CycleAddress) => heartbeating(() => this.record.freezeInputs(cycle));

  scoreCohort = (cohort: CohortAddress) => heartbeating(() => this.record.scoreCohort(cohort));
  openReview = (cohort: CohortAddress) => heartbeating(() => this.record.openReview(cohort));
  readProgress = (cohort: CohortAddress) => atBoundary(() => this.record.readProgress(cohort));
  rescoreReturned = (cohort: CohortAddress) => heartbeating(() => this.record.rescoreReturned(cohort));
  openCalibrations = (cohort: CohortAddress) => atBoundary(() => this.record.openCalibrations(cohort));
  remindLate = (cohort: CohortAddress) => atBoundary(() => this.record.remindLate(cohort));
  escalateLate = (cohort: CohortAddress) => atBoundary(() => this.record.escalateLate(cohort));
  deemAccepted = (cohort: CohortAddress) => atBoundary(() => this.record.deemAccepted(cohort));

  publishReport = (cycle: CycleAddress) => heartbeating(() => this.record.publishReport(cycle));
  openSignOff = (cycle: CycleAddress) => atBoundary(() => this.record.openSignOff(cycle));
  isSignedOff = (cycle: CycleAddress) => atBoundary(() => this.record.isSignedOff(cycle));
  closeCycle = (cycle: CycleAddress) => heartbeating(() => this.record.closeCycle(cycle));
}
