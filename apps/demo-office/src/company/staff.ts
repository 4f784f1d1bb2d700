import type { Grant, LocalisedText } from '../../../../libs/contracts/values.js';
import type { Person } from './people.js';

/** Positions outside the marketing centre: no standard measures them. */
export const otherPositions: readonly { readonly positionId: string; readonly names: LocalisedText }[] = [
  {
    positionId: 'general_manager',
    names: { 'zh-Hant': '總經理', 'zh-Hans': '总经理', en: 'General manager' },
  },
  { positionId: 'hr_officer', names: { 'zh-Hant': '人事專員', 'zh-Hans': '人事专员', en: 'HR officer' } },
  { positionId: 'finance_analyst', names: { 'zh-Hant': '財務分析師', 'zh-Hans': '财务分析师', en: 'Finance analyst' } },
  { positionId: 'systems_officer', names: { 'zh-Hant': '系統專員', 'zh-Hans': '系统专员', en: 'Systems officer' } },
  {
    positionId: 'internal_auditor',
    names: { 'zh-Hant': '內部審計師', 'zh-Hans': '内部审计师', en: 'Internal auditor' },
  },
];

/** Reviews the head of the marketing centre. */
export const generalManagerCode = 'S0001';

export interface StaffMember extends Person {
  readonly grants: readonly { readonly grant: Grant; readonly sourceId: string | null }[];
}

const member = (
  [code, name, mailbox]: readonly [string, string, string],
  positionId: string,
  departmentCode: string,
  grants: StaffMember['grants'],
): StaffMember => ({
  code,
  name,
  email: `${mailbox}@example.com`,
  locale: 'zh-Hans',
  hiredOn: '2016-01-04',
  assignments: [
    {
      from: '2016-01-04',
      to: null,
      positionId,
      departmentCode,
      managerCode: code === generalManagerCode ? null : generalManagerCode,
    },
  ],
  grants,
});

const grant = (held: Grant): StaffMember['grants'] => [{ grant: held, sourceId: null }];
const owns = (...sourceIds: readonly string[]): StaffMember['grants'] =>
  sourceIds.map((sourceId) => ({ grant: 'data_owner', sourceId }));

export const hrOfficer = member(['S0002', '宋佳', 'song.jia'], 'hr_officer', 'human_resources', grant('hr'));
export const figuresOwner = member(
  ['S0003', '于文涛', 'yu.wentao'],
  'finance_analyst',
  'finance',
  owns('erp', 'survey'),
);
export const systemsOwner = member(
  ['S0004', '孔令仪', 'kong.lingyi'],
  'systems_officer',
  'systems',
  owns('oa', 'tickets'),
);
export const auditor = member(['S0005', '郝正', 'hao.zheng'], 'internal_auditor', 'audit', grant('auditor'));

/** People of the company around the marketing centre who have a part in its appraisals. */
export const staff: readonly StaffMember[] = [
  member([generalManagerCode, '程启明', 'cheng.qiming'], 'general_manager', 'company', []),
  hrOfficer,
  figuresOwner,
  systemsOwner,
  auditor,
];
