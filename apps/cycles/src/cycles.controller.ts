import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../libs/contracts/route.js';
import { Serves } from '../../../libs/platform/messaging/index.js';
import { DecisionBatches } from './batches/decision-batches.service.js';
import { CalendarService } from './calendar/calendar.service.js';
import type { CyclesCall } from './caller.js';
import { DecisionsService } from './decide/decisions.service.js';
import { LaunchService } from './launch/launch.service.js';
import { LaunchPlansService } from './launch/launch-plans.service.js';
import { RoutesService } from './routes/routes.service.js';
import { StatisticsService } from './statistics/statistics.service.js';
import { SteeringService } from './steer/steering.service.js';
import { UrgeService } from './urge/urge.service.js';

type Http = typeof cyclesHttp;

/** What changes something, and what is reckoned over many; single things are read in reading/reading.controller.ts. */
@Controller()
export class CyclesController {
  constructor(
    private readonly launches: LaunchService,
    private readonly launchPlans: LaunchPlansService,
    private readonly routes: RoutesService,
    private readonly urges: UrgeService,
    private readonly decisions: DecisionsService,
    private readonly batches: DecisionBatches,
    private readonly steering: SteeringService,
    private readonly statistics: StatisticsService,
    private readonly calendar: CalendarService,
  ) {}

  @Serves(cyclesHttp.preLaunchCheck)
  preLaunchCheck(input: InputOf<Http['preLaunchCheck']>, call: CyclesCall) {
    return this.launches.check(input, call);
  }

  @Serves(cyclesHttp.launchCycle)
  launchCycle(input: InputOf<Http['launchCycle']>, call: CyclesCall) {
    return this.launches.launch(input, call);
  }

  @Serves(cyclesHttp.listLaunchPlans)
  listLaunchPlans(input: InputOf<Http['listLaunchPlans']>, call: CyclesCall) {
    return this.launchPlans.list(input, call);
  }

  @Serves(cyclesHttp.putLaunchPlan)
  putLaunchPlan(input: InputOf<Http['putLaunchPlan']>, call: CyclesCall) {
    return this.launchPlans.put(input, call);
  }

  @Serves(cyclesHttp.listRoutes)
  listRoutes(input: InputOf<Http['listRoutes']>, call: CyclesCall) {
    return this.routes.list(input, call);
  }

  @Serves(cyclesHttp.putRoute)
  putRoute(input: InputOf<Http['putRoute']>, call: CyclesCall) {
    return this.routes.put(input, call);
  }

  @Serves(cyclesHttp.urgeTasks)
  urgeTasks(input: InputOf<Http['urgeTasks']>, call: CyclesCall) {
    return this.urges.urge(input, call);
  }

  @Serves(cyclesHttp.decideTask)
  decideTask(input: InputOf<Http['decideTask']>, call: CyclesCall) {
    return this.decisions.decide(input, call);
  }

  @Serves(cyclesHttp.decideBatch)
  decideBatch(input: InputOf<Http['decideBatch']>, call: CyclesCall) {
    return this.decisions.decideBatch(input, call);
  }

  @Serves(cyclesHttp.startDecisionBatch)
  startDecisionBatch(input: InputOf<Http['startDecisionBatch']>, call: CyclesCall) {
    return this.batches.start(input, call);
  }

  @Serves(cyclesHttp.listDecisionBatches)
  listDecisionBatches(input: InputOf<Http['listDecisionBatches']>, call: CyclesCall) {
    return this.batches.list(input, call);
  }

  @Serves(cyclesHttp.getDecisionBatch)
  getDecisionBatch(input: InputOf<Http['getDecisionBatch']>, call: CyclesCall) {
    return this.batches.one(input, call);
  }

  @Serves(cyclesHttp.putAwayDecisionBatch)
  putAwayDecisionBatch(input: InputOf<Http['putAwayDecisionBatch']>, call: CyclesCall) {
    return this.batches.putAway(input, call);
  }

  @Serves(cyclesHttp.extendStage)
  extendStage(input: InputOf<Http['extendStage']>, call: CyclesCall) {
    return this.steering.extend(input, call);
  }

  @Serves(cyclesHttp.pauseCycle)
  pauseCycle(input: InputOf<Http['pauseCycle']>, call: CyclesCall) {
    return this.steering.pause(input, call);
  }

  @Serves(cyclesHttp.resumeCycle)
  resumeCycle(input: InputOf<Http['resumeCycle']>, call: CyclesCall) {
    return this.steering.resume(input, call);
  }

  @Serves(cyclesHttp.cancelCycle)
  cancelCycle(input: InputOf<Http['cancelCycle']>, call: CyclesCall) {
    return this.steering.cancel(input, call);
  }

  @Serves(cyclesHttp.excludePerson)
  excludePerson(input: InputOf<Http['excludePerson']>, call: CyclesCall) {
    return this.steering.excludePerson(input, call);
  }

  @Serves(cyclesHttp.addPerson)
  addPerson(input: InputOf<Http['addPerson']>, call: CyclesCall) {
    return this.steering.addPerson(input, call);
  }

  @Serves(cyclesHttp.cycleStatistics)
  cycleStatistics(input: InputOf<Http['cycleStatistics']>, call: CyclesCall) {
    return this.statistics.ofCycle(input, call);
  }

  @Serves(cyclesHttp.cycleHeatMap)
  cycleHeatMap(input: InputOf<Http['cycleHeatMap']>, call: CyclesCall) {
    return this.statistics.heatMap(input, call);
  }

  @Serves(cyclesHttp.statisticsTrend)
  statisticsTrend(input: InputOf<Http['statisticsTrend']>, call: CyclesCall) {
    return this.statistics.trend(input, call);
  }

  @Serves(cyclesHttp.appraisalComparison)
  appraisalComparison(input: InputOf<Http['appraisalComparison']>, call: CyclesCall) {
    return this.statistics.comparison(input, call);
  }

  @Serves(cyclesHttp.getCalendar)
  getCalendar(input: InputOf<Http['getCalendar']>, call: CyclesCall) {
    return this.calendar.read(input, call);
  }

  @Serves(cyclesHttp.putCalendarDays)
  putCalendarDays(input: InputOf<Http['putCalendarDays']>, call: CyclesCall) {
    return this.calendar.put(input, call);
  }
}
