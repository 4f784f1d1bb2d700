import { CheckCircleOutlined, CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp, type LaunchFinding } from '../../../../../libs/contracts/cycles/http.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { api } from '../../shared/api.js';
import { OptionalLink } from '../../shared/optional-link.js';
import { useSourceName } from '../../shared/source-name.js';
import { useWords } from '../../shared/words.js';
import type { Check } from './plan.js';

type Code = LaunchFinding['code'];
interface Group {
  readonly code: Code;
  readonly severity: LaunchFinding['severity'];
  readonly findings: readonly LaunchFinding[];
}

/** What the check found, by what there is to do about it; what blocks comes first. */
export function Findings({ check, kind }: { check: Check; kind: CycleKind }) {
  const { t } = useTranslation();
  const groups = grouped(check.findings);
  if (groups.length === 0) {
    return (
      <p className="finding-none">
        <CheckCircleOutlined aria-hidden className="good" /> {t('launch.nothingFound')}
      </p>
    );
  }
  return (
    <ul className="findings">
      {groups.map((group) => (
        <li key={`${group.code}/${group.severity}`}>
          <FindingGroup group={group} check={check} kind={kind} />
        </li>
      ))}
    </ul>
  );
}

function grouped(findings: readonly LaunchFinding[]): readonly Group[] {
  const groups = Map.groupBy(findings, ({ code, severity }) => `${severity} ${code}`);
  return [...groups.entries()]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([, all]) => (all[0] ? [{ code: all[0].code, severity: all[0].severity, findings: all }] : []));
}

function FindingGroup({ group, check, kind }: { group: Group; check: Check; kind: CycleKind }) {
  const { t } = useTranslation();
  const { code, severity, findings } = group;
  const blocks = severity === 'blocks';
  return (
    <>
      <div className="finding-title">
        {blocks ? (
          <CloseCircleOutlined aria-hidden className="bad" />
        ) : (
          <WarningOutlined aria-hidden className="warns" />
        )}
        <Typography.Text strong>{t(`launch.finding.${code}.title`, { count: findings.length })}</Typography.Text>
        <span className="quiet">{t(`launch.severity.${severity}`)}</span>
      </div>
      <p className="hint">
        {t(`launch.finding.${code}.todo`)} <WhereToMend code={code} check={check} kind={kind} />
      </p>
      <Names findings={findings} />
    </>
  );
}

/** Where what is missing can be put right. */
function WhereToMend({ code, check, kind }: { code: Code; check: Check; kind: CycleKind }): ReactNode {
  const { t } = useTranslation();
  switch (code) {
    case 'cycle_exists':
      return <ExistingCycle kind={kind} from={check.period.from} />;
    case 'person_without_standard':
      return <OptionalLink page="/standards">{t('launch.openStandards')}</OptionalLink>;
    case 'person_without_manager':
    case 'nobody_to_appraise':
      return <OptionalLink page="/people">{t('launch.openPeople')}</OptionalLink>;
    case 'person_without_target':
      return <a href="#targets">{t('launch.toTargets')}</a>;
    case 'source_not_configured':
    case 'source_without_owner':
      return <Link to="/sources">{t('launch.openSources')}</Link>;
    case 'calendar_year_not_loaded':
      return null;
  }
}

function ExistingCycle({ kind, from }: { kind: CycleKind; from: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const cycles = useQuery({
    queryKey: ['cycles', 'of', kind],
    queryFn: () => api(cyclesHttp.listCycles, { query: { kind, limit: 100 } }),
    select: ({ items }) => items.filter(({ period, state }) => period.from === from && state !== 'cancelled'),
  });
  return cycles.data?.map((cycle) => (
    <Link key={cycle.cycleId} to="/cycles/$cycleId" params={{ cycleId: cycle.cycleId }}>
      {t('launch.openCycle', { cycle: words.cycle(cycle) })}
    </Link>
  ));
}

const shownAtFirst = 8;

/** Who or what it concerns; a long list is opened when it is wanted. */
function Names({ findings }: { findings: readonly LaunchFinding[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const named = findings.filter(({ person, sourceId }) => person !== null || sourceId !== null);
  if (named.length === 0) return null;
  const shown = all ? named : named.slice(0, shownAtFirst);
  return (
    <ul className="finding-names">
      {shown.map((finding) => (
        <li key={`${finding.person?.personId ?? ''}${finding.sourceId ?? ''}`}>
          <NameOf finding={finding} />
        </li>
      ))}
      {named.length > shown.length && (
        <li>
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {t('launch.showAll', { count: named.length })}
          </Button>
        </li>
      )}
    </ul>
  );
}

function NameOf({ finding: { person, sourceId } }: { finding: LaunchFinding }) {
  const sourceName = useSourceName();
  if (person) {
    return (
      <OptionalLink page="/people/$personId" params={{ personId: person.personId }} otherwise={person.name}>
        {person.name}
      </OptionalLink>
    );
  }
  if (sourceId === null) return null;
  return (
    <Link to="/sources/$sourceId" params={{ sourceId }}>
      {sourceName(sourceId)}
    </Link>
  );
}
