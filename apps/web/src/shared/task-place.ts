import { linkOptions } from '@tanstack/react-router';
import type { Task } from '../../../../libs/contracts/cycles/http.js';

/** Where a task is done. */
export function taskPlace({ stage, appraisalId, cycleId, sourceId, calibration, verbs }: Task) {
  if (sourceId) return linkOptions({ to: '/sources/$sourceId', params: { sourceId }, search: { cycle: cycleId } });
  if (calibration) return linkOptions({ to: '/calibrations/$groupId', params: { groupId: calibration.groupId } });
  if (!appraisalId) return linkOptions({ to: '/cycles/$cycleId', params: { cycleId } });
  // Once it is done, or for whoever only looks on, the sheet tells of it.
  return stage === 'interview' && verbs.includes('record_interview')
    ? linkOptions({ to: '/appraisals/$appraisalId/interview', params: { appraisalId } })
    : linkOptions({ to: '/appraisals/$appraisalId', params: { appraisalId } });
}
