import { EditOutlined } from '@ant-design/icons';
import { Button, Card, Flex } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompanyRouteOfKind } from '../../../../../libs/contracts/cycles/http.js';
import { type CycleKind, cycleKinds } from '../../../../../libs/contracts/values.js';
import { canLaunchCycle } from '../../../../../libs/domain/access/can-launch-cycle.js';
import { parseSpan } from '../../../../../libs/domain/calendar/span.js';
import type { Route, Windows } from '../../../../../libs/domain/cycle/route.js';
import { Choice } from '../../shared/choice.js';
import { routeOf, useCompanyRoutes } from '../../shared/cycle/company-routes.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { actorOf, useMe } from '../../shared/session.js';
import { CalibrationRules } from './calibration-rules.js';
import { Sections } from './sections.js';

const RouteEditor = lazy(async () => ({ default: (await import('./route-editor.js')).RouteEditor }));

/** The way every cycle goes unless HR changes its times at the launch, in words. */
export function RoutesPage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<CycleKind>('month');
  const routes = useCompanyRoutes();
  const kept = routes.data?.find((one) => one.kind === kind);
  return (
    <Page title={t('administration.section.routes')} subtitle={t('administration.route.subtitle')}>
      <Sections />
      <div className="stack">
        <Flex>
          <Choice<CycleKind>
            label={t('cycle.kindOf')}
            value={kind}
            onChange={setKind}
            options={cycleKinds.map((value) => ({ value, label: t(`cycle.kind.${value}`) }))}
          />
        </Flex>
        {routes.error && <ProblemAlert error={routes.error} onRetry={() => void routes.refetch()} />}
        {kept ? <RouteOfKind key={`${kind}/${kept.version}`} kept={kept} /> : routes.isPending && <PageSkeleton />}
      </div>
    </Page>
  );
}

function RouteOfKind({ kept }: { kept: CompanyRouteOfKind }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = canLaunchCycle(actorOf(useMe()));
  const [editing, setEditing] = useState(false);
  if (editing)
    return (
      <Suspense fallback={<PageSkeleton />}>
        <RouteEditor kept={kept} onClose={() => setEditing(false)} />
      </Suspense>
    );
  return (
    <>
      <Flex justify="space-between" align="center" gap="small" wrap>
        <span className="quiet">
          {kept.changedAt === null
            ? t('administration.route.isDefault')
            : t('administration.route.changed', { at: format.moment(kept.changedAt), by: kept.changedBy?.name ?? '' })}
        </span>
        {may && (
          <Button icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
            {t('administration.change')}
          </Button>
        )}
      </Flex>
      <RouteInWords route={routeOf(kept)} />
      {kept.route.stages.includes('calibration') && <CalibrationRules kind={kept.kind} />}
    </>
  );
}

function RouteInWords({ route }: { route: Route }) {
  const { t } = useTranslation();
  const span = useSpanWords();
  return (
    <Card size="small">
      <p>{t('administration.route.cutOff', { span: span(route.cutOff) })}</p>
      <p>{t('administration.route.report', { day: route.reportDueDay })}</p>
      <ol className="route-steps">
        {route.stages.map((stage) => (
          <li key={stage}>
            <strong>{t(`stage.${stage}`)}</strong>
            {stage === 'score' ? (
              <div className="quiet">{t('administration.route.bySystem')}</div>
            ) : (
              <StageTimes
                windows={route.windows[stage]}
                silence={route.deemedBySilence.includes(stage)}
                byReport={route.endsByReport.includes(stage)}
              />
            )}
          </li>
        ))}
      </ol>
      <p className="hint">{t('administration.route.exceptions')}</p>
      <ul>
        {(['data_gap', 'recheck', 'appeal'] as const).map((stage) => (
          <li key={stage}>
            <strong>{t(`stage.${stage}`)}</strong>
            <StageTimes windows={route.windows[stage]} silence={false} byReport={route.endsByReport.includes(stage)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function StageTimes({ windows, silence, byReport }: { windows: Windows; silence: boolean; byReport: boolean }) {
  const { t } = useTranslation();
  const span = useSpanWords();
  const { window, reminders, escalateAfter } = windows;
  const sentences = [
    t('administration.route.window', { span: span(window) }),
    ...reminders.map((after) => t('administration.route.reminder', { span: span(after) })),
    ...(escalateAfter === null ? [] : [t('administration.route.escalate', { span: span(escalateAfter) })]),
    ...(byReport ? [t('administration.route.byReport')] : []),
    ...(silence ? [t('administration.route.silence')] : []),
  ];
  return (
    <div className="quiet">
      {sentences.map((sentence) => (
        <div key={sentence}>{sentence}</div>
      ))}
    </div>
  );
}

function useSpanWords(): (text: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (text) => {
    const span = parseSpan(text);
    return span.unit === 'working_days'
      ? t('administration.route.workingDays', { count: span.days })
      : format.span(span.milliseconds);
  };
}
