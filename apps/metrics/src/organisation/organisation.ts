import type { PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import type { CycleKind } from '../../../../libs/contracts/values.js';
import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import type { MetricsCall } from '../caller.js';

export interface DirectoryPerson {
  readonly personId: string;
  readonly employeeCode: string;
  readonly assignments: readonly { from: string; to: string | null; managerId: string | null }[];
}
export interface PeriodTarget {
  readonly standardId: string;
  readonly kpiId: string;
  readonly positionId: string | null;
  readonly personId: string | null;
  readonly value: string;
}
export interface StandardAddress {
  readonly standardId: string;
  readonly version: number;
}
export interface PeriodOf {
  readonly kind: CycleKind;
  readonly from: string;
  readonly to: string;
}

/** What metrics asks about people and standards; the service of roles answers it. */
export interface Organisation {
  zone(call: MetricsCall): Promise<string>;
  directory(call: MetricsCall): Promise<readonly DirectoryPerson[]>;
  population(call: MetricsCall, period: PeriodOf, personIds?: readonly string[]): Promise<readonly PopulationMember[]>;
  periodTargets(call: MetricsCall, period: PeriodOf): Promise<readonly PeriodTarget[]>;
  standards(call: MetricsCall, versions: readonly StandardAddress[]): Promise<readonly StandardVersion[]>;
  /** Persons who hold the data-owner grant of a source. */
  dataOwners(call: MetricsCall, sourceId: string): Promise<readonly string[]>;
}

export const ORGANISATION = Symbol('ORGANISATION');
