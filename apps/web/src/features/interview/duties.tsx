import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { localisedText } from '../../../../../libs/contracts/values.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';

/** Of a standard's document, what is shown here; a duty's name says how often. */
const withDuties = z.looseObject({
  duties: z.array(z.looseObject({ dutyId: z.string(), positionId: z.string(), names: localisedText })),
});

/** What the position is there for beside its KPIs, from the version of the standard that measured the person. */
export function Duties({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const segment = sheet.segments.findLast(({ counted }) => counted) ?? sheet.segments.at(-1);
  const version = useQuery({
    queryKey: ['interview duties', segment?.standardId, segment?.standardVersion],
    queryFn: () =>
      api(rolesHttp.getStandardVersion, {
        params: { standardId: segment?.standardId ?? '', version: segment?.standardVersion ?? 1 },
      }),
    select: ({ document }) => withDuties.safeParse(document).data?.duties ?? [],
    enabled: segment !== undefined,
    // A version never changes again.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const duties = version.data?.filter(({ positionId }) => positionId === segment?.positionId) ?? [];
  if (duties.length === 0) return null;
  return (
    <Card title={t('talk.duties')} size="small">
      <ul className="duties">
        {duties.map(({ dutyId, names }) => (
          <li key={dutyId}>{format.name(names)}</li>
        ))}
      </ul>
    </Card>
  );
}
