import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalibrationRulesOfKind, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { canLaunchCycle } from '../../../../../libs/domain/access/can-launch-cycle.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { actorOf, useMe } from '../../shared/session.js';
import { rulesKey } from './rules-key.js';

const RulesEditor = lazy(async () => ({ default: (await import('./calibration-rules-editor.js')).RulesEditor }));

/** The quotas that the coming cycles of a kind calibrate by, in words. */
export function CalibrationRules({ kind }: { kind: CycleKind }) {
  const rules = useQuery({ queryKey: rulesKey, queryFn: () => api(cyclesHttp.listCalibrationRules, {}) });
  if (rules.isPending) return <PageSkeleton />;
  if (rules.error) return <ProblemAlert error={rules.error} onRetry={() => void rules.refetch()} />;
  const kept = rules.data.items.find((one) => one.kind === kind);
  return kept ? <RulesOfKind key={`${kind}/${kept.version}`} kept={kept} /> : null;
}

function RulesOfKind({ kept }: { kept: CalibrationRulesOfKind }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = canLaunchCycle(actorOf(useMe()));
  const [editing, setEditing] = useState(false);
  const { changedAt, changedBy, rules } = kept;
  return (
    <Card
      size="small"
      title={t('administration.rules.title')}
      extra={
        may &&
        !editing && (
          <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
            {t('administration.rules.change')}
          </Button>
        )
      }
    >
      {editing ? (
        <Suspense fallback={<PageSkeleton />}>
          <RulesEditor kept={kept} onClose={() => setEditing(false)} />
        </Suspense>
      ) : (
        <Flex vertical gap="small">
          <span className="quiet">
            {changedAt === null
              ? t('administration.rules.isDefault')
              : t('administration.route.changed', { at: format.moment(changedAt), by: changedBy?.name ?? '' })}
          </span>
          <span>{t('administration.rules.minGroup', { count: rules.minGroup })}</span>
          <ul>
            {rules.quotas.map((quota) => (
              <li key={quota.grade}>
                <Quota quota={quota} />
              </li>
            ))}
          </ul>
          {rules.quotas.length === 0 && <span className="hint">{t('administration.rules.none')}</span>}
        </Flex>
      )}
    </Card>
  );
}

function Quota({ quota }: { quota: CalibrationRulesOfKind['rules']['quotas'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = (value: string) => t('unit.percent', { value: format.figure(value) });
  return t(`administration.rules.quota.${quota.mode}`, {
    grade: quota.grade,
    rule: t(`calibration.rule.${quota.rule}`, {
      percent: percent(quota.percent),
      to: quota.rule === 'between' ? percent(quota.toPercent) : '',
    }),
  });
}
