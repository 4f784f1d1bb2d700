import { RocketOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { usePeriodName } from '../../shared/period-name.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import type { Check, Plan } from './plan.js';

interface LaunchBarProps {
  readonly plan: Plan;
  readonly check: Check;
  readonly isChecking: boolean;
}

/** Always in reach: what still has to be accepted, and the button. */
export function LaunchBar({ plan, check, isChecking }: LaunchBarProps) {
  const { t } = useTranslation();
  const periodName = usePeriodName();
  const launch = useLaunch(check.people);
  const warnings = check.findings.filter(({ severity }) => severity === 'warns').length;
  // Accepted is what was read: other findings are read anew.
  const read = JSON.stringify(check.findings);
  const [accepted, setAccepted] = useState('');
  const needsWord = warnings > 0 && accepted !== read;
  const what = t('launch.what', {
    period: periodName(plan.kind, plan.from),
    kind: t(`cycle.kind.${plan.kind}`),
  });
  const submit = () => launch.mutate({ ...plan.body, acceptWarnings: warnings > 0 });
  return (
    <div>
      {launch.error && <ProblemAlert error={launch.error} />}
      <Flex className="action-bar" justify="space-between" align="center" gap="small" wrap>
        <LaunchWord check={check} warnings={warnings} accepted={!needsWord} onAccept={() => setAccepted(read)} />
        <Button
          type="primary"
          size="large"
          className="launch-go"
          icon={<RocketOutlined aria-hidden />}
          onClick={submit}
          loading={launch.isPending}
          disabled={!check.canLaunch || needsWord || isChecking}
        >
          {t('launch.go', { what, count: check.people })}
        </Button>
      </Flex>
    </div>
  );
}

interface LaunchWordProps {
  readonly check: Check;
  readonly warnings: number;
  readonly accepted: boolean;
  readonly onAccept: () => void;
}

function LaunchWord({ check, warnings, accepted, onAccept }: LaunchWordProps) {
  const { t } = useTranslation();
  if (!check.canLaunch) return <span className="bad">{t('launch.blocked')}</span>;
  if (warnings === 0) return <span>{t('launch.ready')}</span>;
  return (
    <Checkbox checked={accepted} onChange={onAccept} disabled={accepted}>
      {t('launch.accept', { count: warnings })}
    </Checkbox>
  );
}

/** The board of what was launched shows how far it is. */
function useLaunch(people: number) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Plan['body'] & { readonly acceptWarnings: boolean }) => api(cyclesHttp.launchCycle, { body }),
    onSuccess: async ({ cycleId }) => {
      await navigate({ to: '/cycles/$cycleId', params: { cycleId }, search: { of: people } });
      void queries.invalidateQueries({ queryKey: ['cycles'] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ['launch-check'] }),
  });
}
