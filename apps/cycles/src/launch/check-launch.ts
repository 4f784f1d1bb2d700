import type { LaunchFinding, RouteSettings } from '../../../../libs/contracts/cycles/http.js';
import { sourceReadiness } from '../../../../libs/contracts/metrics/messages.js';
import { companies, type PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf } from '../../../../libs/contracts/route.js';
import type { LocalisedText } from '../../../../libs/contracts/values.js';
import { periodOf } from '../../../../libs/domain/calendar/index.js';
import {
  type CycleDeadlines,
  changedRoute,
  cycleDeadlines,
  type Route,
  reviewerOf,
} from '../../../../libs/domain/cycle/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { readCalibrationRules } from '../calibration/rules-rows.js';
import { type ActingCall, type CyclesCall, scopeOf } from '../caller.js';
import { hasStandard, membersOf, type Period, standardsOf } from '../record/population.js';
import type { RecordPorts } from '../record/ports.js';
import { readRoute } from '../routes/company-route-rows.js';
import { type PlannedStage, plannedStages } from './planned-stages.js';
import { sameCycleExists } from './same-cycle.js';

export interface LaunchRequest {
  readonly kind: Period['kind'];
  readonly periodFrom: string;
  readonly departmentIds?: readonly string[] | undefined;
  readonly route?: RouteSettings | undefined;
}

export interface LaunchCheck {
  readonly period: Period;
  readonly route: Route;
  readonly companyNames: LocalisedText;
  readonly timeZone: string;
  /** Who would be appraised. */
  readonly people: number;
  readonly departments: number;
  readonly findings: readonly LaunchFinding[];
  readonly deadlines: CycleDeadlines;
  readonly plan: readonly PlannedStage[];
}

type Finding = Partial<LaunchFinding> & Pick<LaunchFinding, 'code' | 'severity'>;
const finding = (found: Finding): LaunchFinding => ({ person: null, sourceId: null, kpiIds: [], ...found });

/** Names what stands in the way of a cycle before anything starts. */
export async function checkLaunch(ports: RecordPorts, call: ActingCall, request: LaunchRequest): Promise<LaunchCheck> {
  const period = periodFor(request);
  const departmentIds = departmentsIn(request);
  const company = await companyOf(ports, call);
  const members = await membersOf(ports.services, call, period, { departmentIds });
  const appraised = members.filter(hasStandard);
  const readiness = await ports.services.ask(sourceReadiness, { standards: standardsOf(appraised), period }, call);
  const { now, exists, usual, calibration } = await inTransaction(
    ports.database,
    scopeOf(call),
    async (transaction) => {
      const [row] = await transaction.query<{ now: Date }>('select platform.now() as now');
      const personIds = appraised.map(({ personId }) => personId);
      return {
        now: row?.now ?? new Date(0),
        usual: await readRoute(transaction, call.companyId, request.kind),
        calibration: await readCalibrationRules(transaction, call.companyId, request.kind),
        exists: await sameCycleExists(transaction, call.companyId, period, departmentIds, personIds),
      };
    },
  );
  const route = { ...changedRoute(usual, request.route), calibration };
  const clock = await ports.calendars.clockOf(call.companyId, company.timeZone);
  const deadlines = cycleDeadlines(route, period, now.toISOString(), clock);
  return {
    period,
    route,
    companyNames: company.names,
    timeZone: company.timeZone,
    people: appraised.length,
    departments: new Set(appraised.map(({ departmentId }) => departmentId)).size,
    findings: [
      ...(exists ? [finding({ code: 'cycle_exists', severity: 'blocks' })] : []),
      ...(appraised.length === 0 ? [finding({ code: 'nobody_to_appraise', severity: 'blocks' })] : []),
      ...members.flatMap((member) => personFindings(member, call.actor.personId ?? '')),
      ...readiness.sources.flatMap(sourceFindings),
      ...(deadlines.provisional ? [finding({ code: 'calendar_year_not_loaded', severity: 'warns' })] : []),
    ],
    deadlines,
    plan: plannedStages(route, now.toISOString(), deadlines, clock),
  };
}

/** null: the whole company. */
export const departmentsIn = ({ departmentIds }: LaunchRequest): string[] | null =>
  departmentIds && departmentIds.length > 0 ? [...departmentIds].sort() : null;

function periodFor({ kind, periodFrom }: LaunchRequest): Period {
  const dates = periodOf(kind, periodFrom);
  if (dates) return { kind, ...dates };
  throw new Problem(
    422,
    'cycle.period_unknown',
    `No ${kind} begins on ${periodFrom}; give the first day of a month, of a quarter (January, April, July, October) or of a year.`,
    { kind, periodFrom },
  );
}

export async function companyOf(
  { services }: Pick<RecordPorts, 'services'>,
  call: CyclesCall,
): Promise<{ names: LocalisedText; timeZone: string }> {
  const { companies: all } = await services.ask(companies, {}, call);
  const company = all.find(({ companyId }) => companyId === call.companyId);
  if (!company) throw notFound('company', call.companyId);
  return company;
}

/** `ownerId`: whoever launches owns the cycle and reviews those nobody else can. */
function personFindings(member: PopulationMember, ownerId: string): LaunchFinding[] {
  const person = { personId: member.personId, name: member.name };
  if (!hasStandard(member)) return [finding({ code: 'person_without_standard', severity: 'warns', person })];
  const reviewer = reviewerOf(member, ownerId);
  return [
    ...(member.segments.some(({ standardId }) => standardId === null)
      ? [finding({ code: 'person_without_standard', severity: 'warns', person })]
      : []),
    ...(reviewer?.because === 'manager'
      ? []
      : [finding({ code: 'person_without_manager', severity: reviewer === null ? 'blocks' : 'warns', person })]),
    ...(member.missingTargets.length > 0
      ? [finding({ code: 'person_without_target', severity: 'warns', person, kpiIds: [...member.missingTargets] })]
      : []),
  ];
}

function sourceFindings({
  sourceId,
  configured,
  ownerIds,
}: AnswerOf<typeof sourceReadiness>['sources'][number]): LaunchFinding[] {
  if (!configured) return [finding({ code: 'source_not_configured', severity: 'blocks', sourceId })];
  return ownerIds.length > 0 ? [] : [finding({ code: 'source_without_owner', severity: 'warns', sourceId })];
}
