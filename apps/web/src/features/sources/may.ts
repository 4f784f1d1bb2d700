import { canAnswerForSource } from '../../../../../libs/domain/access/can-answer-for-source.js';
import { canConfigureSources } from '../../../../../libs/domain/access/can-configure-sources.js';
import { canLoadSource } from '../../../../../libs/domain/access/can-load-source.js';
import { canSeeSourceRows } from '../../../../../libs/domain/access/can-see-source-rows.js';
import { useMe } from '../../shared/session.js';

/** What the reader may do with a source, by the rules the services keep. */
export function useMay(sourceId: string) {
  const { person, grants, sourceIds } = useMe();
  const actor = { personId: person?.personId ?? null, grants, sourceIds };
  return {
    answer: canAnswerForSource(actor, sourceId),
    load: canLoadSource(actor, sourceId),
    seeRows: canSeeSourceRows(actor, sourceId),
    configure: canConfigureSources(actor),
  };
}
export type May = ReturnType<typeof useMay>;
