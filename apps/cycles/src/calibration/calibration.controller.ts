import { Controller } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { CyclesCall } from '../caller.js';
import { CalibrationService } from './calibration.service.js';
import { CalibrationReading } from './calibration-reading.js';
import { CalibrationRulesService } from './calibration-rules.service.js';

type Http = typeof cyclesHttp;

@Controller()
export class CalibrationController {
  constructor(
    private readonly reading: CalibrationReading,
    private readonly calibration: CalibrationService,
    private readonly rules: CalibrationRulesService,
  ) {}

  @Serves(cyclesHttp.listCalibrations)
  listCalibrations(input: InputOf<Http['listCalibrations']>, call: CyclesCall) {
    return this.reading.list(input, call);
  }

  @Serves(cyclesHttp.getCalibration)
  getCalibration(input: InputOf<Http['getCalibration']>, call: CyclesCall) {
    return this.reading.session(input, call);
  }

  @Serves(cyclesHttp.listCalibrated)
  listCalibrated(input: InputOf<Http['listCalibrated']>, call: CyclesCall) {
    return this.reading.people(input, call);
  }

  @Serves(cyclesHttp.listCalibrationRules)
  listCalibrationRules(_: InputOf<Http['listCalibrationRules']>, call: CyclesCall) {
    return this.rules.list(call);
  }

  @Serves(cyclesHttp.putCalibrationRules)
  putCalibrationRules(input: InputOf<Http['putCalibrationRules']>, call: CyclesCall) {
    return this.rules.put(input, call);
  }

  @Serves(cyclesHttp.beginCalibration)
  beginCalibration(input: InputOf<Http['beginCalibration']>, call: CyclesCall) {
    return this.calibration.begin(input, call);
  }

  @Serves(cyclesHttp.moveGrade)
  moveGrade(input: InputOf<Http['moveGrade']>, call: CyclesCall) {
    return this.calibration.move(input, call);
  }

  @Serves(cyclesHttp.closeCalibration)
  closeCalibration(input: InputOf<Http['closeCalibration']>, call: CyclesCall) {
    return this.calibration.close(input, call);
  }
}
