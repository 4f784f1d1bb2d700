import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';

const Appeals = lazy(() => import('./appeals.js'));

/** Most results are never appealed: what shows appeals is fetched for those that are. */
export const AppealsIfAny = ({ sheet }: { sheet: AppraisalSheet }) =>
  sheet.appeals.length > 0 && (
    <Suspense fallback={<Skeleton active />}>
      <Appeals sheet={sheet} />
    </Suspense>
  );
