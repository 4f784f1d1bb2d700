import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../../../libs/contracts/roles/http.js';
import { useSourceName } from '../../../shared/source-name.js';

export type HeldGrant = Account['grants'][number];

export function useGrantWords(): (held: HeldGrant) => string {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  return ({ grant, sourceId }) =>
    sourceId === null
      ? t(`administration.grant.${grant}`)
      : t('administration.grantOfSource', {
          grant: t(`administration.grant.${grant}`),
          source: sourceName(sourceId),
        });
}
