import { Button, Flex, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { ScrollFrame } from '../../shared/scroll-frame.js';
import { useTimeZone } from '../../shared/time-zone.js';
import type { Check, Plan } from './plan.js';
import { lastDay } from './plan-days.js';
import { usualDays, type WindowStage, windowStages } from './windows.js';

/** How long each stage lasts and the day it then is due; the calendar follows. */
export function WindowsTable({ plan, check }: { plan: Plan; check: Check }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = useTimeZone();
  const usual = usualDays(plan.usual);
  const stages = windowStages(plan.usual);
  const changed = stages.some((stage) => plan.days[stage] !== usual[stage]);
  return (
    <div>
      <ScrollFrame label={t('launch.dates')} className="table-frame">
        <table className="table windows">
          <thead>
            <tr>
              <th scope="col">{t('launch.stage')}</th>
              <th scope="col">{t('launch.workingDays')}</th>
              <th scope="col">{t('launch.due')}</th>
            </tr>
          </thead>
          <tbody>
            {stages.map((stage) => (
              <tr key={stage}>
                <th scope="row">
                  <span className={`plan-mark plan-${stage}`} aria-hidden /> {t(`stage.${stage}`)}
                </th>
                <td>
                  <DaysField plan={plan} stage={stage} />
                </td>
                <td>{dueOf(check, stage, (at) => format.date(lastDay(zone, at)))}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                <span className="plan-mark plan-report" aria-hidden /> {t('launch.report')}
              </th>
              <td />
              <td>{format.date(lastDay(zone, check.deadlines.reportDueAt))}</td>
            </tr>
          </tbody>
        </table>
      </ScrollFrame>
      <Flex justify="space-between" align="center" wrap gap="small" className="windows-foot">
        <p className="hint quiet">{t(check.deadlines.provisional ? 'launch.provisional' : 'launch.movesAlong')}</p>
        {changed && (
          <Button type="link" size="small" onClick={() => plan.changeDays(usual)}>
            {t('launch.usual')}
          </Button>
        )}
      </Flex>
    </div>
  );
}

function dueOf(check: Check, stage: WindowStage, say: (at: string) => string): string {
  const planned = check.plan.find((one) => one.stage === stage);
  return planned ? say(planned.dueAt) : '';
}

function DaysField({ plan, stage }: { plan: Plan; stage: WindowStage }) {
  const { t } = useTranslation();
  return (
    <InputNumber
      size="small"
      min={1}
      max={60}
      precision={0}
      value={plan.days[stage] ?? null}
      onChange={(value) => {
        if (value !== null) plan.changeDays({ ...plan.days, [stage]: value });
      }}
      aria-label={t('launch.daysOf', { stage: t(`stage.${stage}`) })}
      className="days-field"
    />
  );
}
