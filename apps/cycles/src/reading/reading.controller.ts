import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { AppraisalsReading } from './appraisals-reading.js';
import { CyclesReading } from './cycles-reading.js';
import { DocumentsReading } from './documents-reading.js';
import { HomeReading } from './home-reading.js';
import { PackReading } from './pack/pack-reading.js';
import { TasksReading } from './tasks-reading.js';

type Http = typeof cyclesHttp;

@Controller()
export class ReadingController {
  constructor(
    private readonly cycles: CyclesReading,
    private readonly tasks: TasksReading,
    private readonly appraisals: AppraisalsReading,
    private readonly documents: DocumentsReading,
    private readonly home: HomeReading,
    private readonly packs: PackReading,
  ) {}

  @Serves(cyclesHttp.myOverview)
  myOverview(_: InputOf<Http['myOverview']>, call: CyclesCall) {
    return this.home.overview(call);
  }

  @Serves(cyclesHttp.listCycles)
  listCycles(input: InputOf<Http['listCycles']>, call: CyclesCall) {
    return this.cycles.list(input, call);
  }

  @Serves(cyclesHttp.getCycle)
  getCycle(input: InputOf<Http['getCycle']>, call: CyclesCall) {
    return this.cycles.board(input, call);
  }

  @Serves(cyclesHttp.cycleProgress)
  cycleProgress(input: InputOf<Http['cycleProgress']>, call: CyclesCall) {
    return this.cycles.progress(input, call);
  }

  @Serves(cyclesHttp.listTasks)
  listTasks(input: InputOf<Http['listTasks']>, call: CyclesCall) {
    return this.tasks.list(input, call);
  }

  @Serves(cyclesHttp.getTask)
  getTask(input: InputOf<Http['getTask']>, call: CyclesCall) {
    return this.tasks.one(input, call);
  }

  @Serves(cyclesHttp.listAppraisals)
  listAppraisals(input: InputOf<Http['listAppraisals']>, call: CyclesCall) {
    return this.appraisals.list(input, call);
  }

  @Serves(cyclesHttp.listMyResults)
  listMyResults(input: InputOf<Http['listMyResults']>, call: CyclesCall) {
    return this.appraisals.mine(input, call);
  }

  @Serves(cyclesHttp.getAppraisal)
  getAppraisal(input: InputOf<Http['getAppraisal']>, call: CyclesCall) {
    return this.appraisals.sheet(input, call);
  }

  @Serves(cyclesHttp.lineEvidence)
  lineEvidence(input: InputOf<Http['lineEvidence']>, call: CyclesCall) {
    return this.appraisals.evidence(input, call);
  }

  @Serves(cyclesHttp.appraisalTrace)
  appraisalTrace(input: InputOf<Http['appraisalTrace']>, call: CyclesCall) {
    return this.appraisals.trace(input, call);
  }

  @Serves(cyclesHttp.scoreSheet)
  scoreSheet(input: InputOf<Http['scoreSheet']>, call: CyclesCall) {
    return this.documents.scoreSheet(input, call);
  }

  @Serves(cyclesHttp.evidencePack)
  evidencePack(input: InputOf<Http['evidencePack']>, call: CyclesCall) {
    return this.packs.evidencePack(input, call);
  }

  @Serves(cyclesHttp.cohortEvidencePack)
  cohortEvidencePack(input: InputOf<Http['cohortEvidencePack']>, call: CyclesCall) {
    return this.packs.cohortEvidencePack(input, call);
  }

  @Serves(cyclesHttp.listReports)
  listReports(input: InputOf<Http['listReports']>, call: CyclesCall) {
    return this.documents.listReports(input, call);
  }

  @Serves(cyclesHttp.cycleReport)
  cycleReport(input: InputOf<Http['cycleReport']>, call: CyclesCall) {
    return this.documents.cycleReport(input, call);
  }
}
