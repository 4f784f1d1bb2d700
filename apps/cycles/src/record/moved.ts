import { type AppraisalState, type Move, moveTo, type Route } from '../../../../libs/domain/cycle/index.js';

/** Where a set of appraisals goes by a move; statements over sets take their states from the table of transitions too. */
export function moved({ stages }: Pick<Route, 'stages'>, from: AppraisalState, by: Move): AppraisalState {
  const to = moveTo(from, by, stages);
  if (to === null) throw new Error(`no transition ${by} leaves ${from}`);
  return to;
}
