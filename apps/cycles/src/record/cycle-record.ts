import { fetchSource, freezeInputs, waitingSources } from './collect-sources.js';
import { deemAccepted, escalateLate, readProgress, remindLate } from './deadlines.js';
import { openCalibrations } from './open-calibrations.js';
import { openCollection } from './open-collection.js';
import { openReview } from './open-review.js';
import { addPerson, excludePerson } from './people.js';
import type { RecordPorts } from './ports.js';
import { publishReport } from './publish.js';
import { rescoreLate } from './rescore-late.js';
import { rescoreReturned, scoreCohort } from './score-people.js';
import type { CycleRecord } from './set-operations.js';
import { closeCycle, isSignedOff, openSignOff } from './sign-off.js';
import { cancel, extend, pause, resume } from './steer.js';

/** The record in PostgreSQL. */
export const recordOf = (ports: RecordPorts): CycleRecord => ({
  openCollection: (cycle) => openCollection(ports, cycle),
  fetchSource: (source) => fetchSource(ports, source),
  waitingSources: (cycle) => waitingSources(ports, cycle),
  freezeInputs: (cycle) => freezeInputs(ports, cycle),
  scoreCohort: (cohort) => scoreCohort(ports, cohort),
  openReview: (cohort) => openReview(ports, cohort),
  readProgress: (cohort) => readProgress(ports, cohort),
  rescoreReturned: (cohort) => rescoreReturned(ports, cohort),
  openCalibrations: (cohort) => openCalibrations(ports, cohort),
  remindLate: (cohort) => remindLate(ports, cohort),
  escalateLate: (cohort) => escalateLate(ports, cohort),
  deemAccepted: (cohort) => deemAccepted(ports, cohort),
  publishReport: (cycle) => publishReport(ports, cycle),
  openSignOff: (cycle) => openSignOff(ports, cycle),
  isSignedOff: (cycle) => isSignedOff(ports, cycle),
  closeCycle: (cycle) => closeCycle(ports, cycle),
  extend: (command) => extend(ports, command),
  pause: (command) => pause(ports, command),
  resume: (command) => resume(ports, command),
  cancel: (command) => cancel(ports, command),
  excludePerson: (command) => excludePerson(ports, command),
  rescoreLate: (command) => rescoreLate(ports, command),
  addPerson: (command) => addPerson(ports, command),
});
