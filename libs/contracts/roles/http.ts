import { z } from 'zod';
import { fileReference, operation, page, pageQuery } from '../route.js';
import {
  code,
  cycleKind,
  decimalString,
  grant,
  identifier,
  instant,
  isoDate,
  locale,
  localisedText,
  writtenText,
} from '../values.js';
import { companyHttp } from './company.js';

export { type Company, type CompanySettings, companySettings } from './company.js';

import { savedViewsHttp } from './saved-views.js';

export { mostSavedViews, type SavedView, type SavedViewPlace } from './saved-views.js';

/** Sign-in names: compared without case, so that "Lin.Mei" and "lin.mei" are one account. */
export const login = z
  .string()
  .trim()
  .min(2)
  .max(100)
  .regex(/^[\p{L}\p{N}._@+-]+$/u, { error: 'letters, digits and . _ @ + - only' });
export const password = z.string().min(1).max(256);
/** Codes people type: of employees and departments. */
export const typedCode = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, { error: 'letters, digits and . _ - only, at most 64' });
const reason = writtenText(500);

export const me = z.strictObject({
  accountId: identifier,
  login: z.string(),
  /** In the account’s language. */
  companyName: z.string(),
  /** The language of people and accounts for whom none is chosen. */
  companyLocale: locale,
  /** The reader's name is put across pages that show somebody's scores. */
  watermark: z.boolean(),
  person: z.strictObject({ personId: identifier, employeeCode: z.string(), name: z.string() }).nullable(),
  grants: z.array(grant),
  /** Sources a data owner answers for. */
  sourceIds: z.array(z.string()),
  /** Somebody reports to this person today. */
  isManager: z.boolean(),
  locale,
  timeZone: z.string(),
});
export type Me = z.infer<typeof me>;

export const department = z.strictObject({
  departmentId: identifier,
  code: z.string(),
  names: localisedText,
  parentId: identifier.nullable(),
});
export type Department = z.infer<typeof department>;
/** `people`: who stands directly in it today, of those the reader may see. */
export const departmentWithPeople = department.extend({ people: z.int() });
export type DepartmentWithPeople = z.infer<typeof departmentWithPeople>;

export const position = z.strictObject({
  positionId: code,
  names: localisedText,
  /** The standard that measures the position today; null when none does. */
  standardId: code.nullable(),
});

/** `to` is the first day it no longer holds; null = open. */
export const assignment = z.strictObject({
  assignmentId: identifier,
  from: isoDate,
  to: isoDate.nullable(),
  positionId: code,
  positionNames: localisedText,
  departmentId: identifier,
  departmentNames: localisedText,
  managerId: identifier.nullable(),
  managerName: z.string().nullable(),
  /** When Kaohe learnt it, and until when it believed it (null: still). */
  recordedFrom: instant,
  recordedTo: instant.nullable(),
});
export type Assignment = z.infer<typeof assignment>;

export const personSummary = z.strictObject({
  personId: identifier,
  employeeCode: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  hiredOn: isoDate,
  /** First day no longer employed. */
  leftOn: isoDate.nullable(),
  /** In force today. */
  assignment: assignment.nullable(),
});
export type PersonSummary = z.infer<typeof personSummary>;
export const personDetail = personSummary.extend({ locale, assignments: z.array(assignment) });
export type PersonDetail = z.infer<typeof personDetail>;

export const importProblem = z.strictObject({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  value: z.string(),
  /** Stable: screens translate it. */
  code: z.string(),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof importProblem>;

export const organisationImport = z.strictObject({
  importId: identifier,
  fileName: z.string(),
  sha256: z.string(),
  /** `refused`: at least one row does not fit and nothing was loaded; `checked`: a dry run that would load. */
  state: z.enum(['loaded', 'checked', 'refused']),
  dryRun: z.boolean(),
  /** This very file had been loaded before: nothing was done again. */
  repeated: z.boolean(),
  rows: z.int(),
  departmentsCreated: z.int(),
  peopleCreated: z.int(),
  peopleChanged: z.int(),
  peopleUnchanged: z.int(),
  problemCount: z.int(),
  /** The first 500. */
  problems: z.array(importProblem),
  createdAt: instant,
});
export type OrganisationImport = z.infer<typeof organisationImport>;

export const standardSummary = z.strictObject({
  standardId: code,
  names: localisedText,
  version: z.int(),
  effectiveFrom: isoDate,
  positions: z.array(z.strictObject({ positionId: code, names: localisedText })),
  kpiCount: z.int(),
  dutyCount: z.int(),
});
export const standardVersionSummary = z.strictObject({
  standardId: code,
  version: z.int(),
  effectiveFrom: isoDate,
  reason: z.string(),
  createdAt: instant,
  /** null: loaded by an operator. */
  createdBy: identifier.nullable(),
});
/** `document`: libs/domain/scoring StandardVersion as JSON. */
export const standardVersion = standardVersionSummary.extend({ document: z.looseObject({ standardId: code }) });

/** A ‡ target of one period. Without a person it is the position's; a person's own goes before it. */
export const periodTarget = z.strictObject({
  standardId: code,
  kpiId: code,
  kpiNames: localisedText,
  unit: z.string(),
  positionId: code,
  positionNames: localisedText,
  personId: identifier.nullable(),
  personName: z.string().nullable(),
  /** null: HR has not set it yet. */
  value: z.string().nullable(),
  setAt: instant.nullable(),
});

export const heldGrant = z.strictObject({
  grant,
  /** With `data_owner`: the source. */
  sourceId: code.nullable(),
});
export const account = z.strictObject({
  accountId: identifier,
  login: z.string(),
  person: z.strictObject({ personId: identifier, employeeCode: z.string(), name: z.string() }).nullable(),
  grants: z.array(heldGrant),
  locale,
  disabledAt: instant.nullable(),
  lastSignInAt: instant.nullable(),
});
export type Account = z.infer<typeof account>;

const personParams = z.strictObject({ personId: identifier });
const accountParams = z.strictObject({ accountId: identifier });
const standardParams = z.strictObject({ standardId: code });
const flag = z.enum(['true', 'false']).default('false');

export const rolesHttp = {
  ...savedViewsHttp,
  // POST and DELETE /session are the gateway's own (messages signIn and signOut): they set the cookie.
  getSession: operation({
    subject: 'roles.getSession',
    method: 'GET',
    path: '/session',
    summary: 'Who I am',
    policy: { allow: 'signed_in' },
    reply: me,
  }),
  updateSession: operation({
    subject: 'roles.updateSession',
    method: 'PATCH',
    path: '/session',
    summary: 'Choose my language',
    policy: { allow: 'signed_in' },
    body: z.strictObject({ locale }),
    reply: me,
  }),
  changePassword: operation({
    subject: 'roles.changePassword',
    method: 'PUT',
    path: '/session/password',
    summary: 'Change my password; my other sessions end',
    policy: { allow: 'signed_in' },
    body: z.strictObject({ currentPassword: password, newPassword: password }),
    reply: z.strictObject({}),
  }),

  listDepartments: operation({
    subject: 'roles.listDepartments',
    method: 'GET',
    path: '/departments',
    summary: 'All departments',
    policy: { allow: 'signed_in' },
    reply: z.strictObject({ items: z.array(departmentWithPeople) }),
  }),
  createDepartment: operation({
    subject: 'roles.createDepartment',
    method: 'POST',
    path: '/departments',
    summary: 'Create a department',
    policy: { allow: ['hr', 'administrator'] },
    body: z.strictObject({ code: typedCode, names: localisedText, parentId: identifier.nullable() }),
    reply: department,
    idempotent: true,
  }),
  listPositions: operation({
    subject: 'roles.listPositions',
    method: 'GET',
    path: '/positions',
    summary: 'All positions with the standard that measures each today',
    policy: { allow: 'signed_in' },
    reply: z.strictObject({ items: z.array(position) }),
  }),
  createPosition: operation({
    subject: 'roles.createPosition',
    method: 'POST',
    path: '/positions',
    summary: 'Create a position that no standard measures (yet); those of a standard come with its version',
    policy: { allow: ['hr', 'administrator'] },
    body: z.strictObject({ positionId: code, names: localisedText }),
    reply: position,
    idempotent: true,
  }),

  listPeople: operation({
    subject: 'roles.listPeople',
    method: 'GET',
    path: '/people',
    summary: 'People I may see: all of them for HR, else my own reports and myself',
    policy: { allow: 'signed_in' },
    query: z.strictObject({
      ...pageQuery,
      /** Part of the name or the beginning of the employee code. */
      search: z.string().trim().max(100).optional(),
      departmentId: identifier.optional(),
      positionId: code.optional(),
      managerId: identifier.optional(),
      /** `false`: without those who left. */
      includeLeavers: flag,
    }),
    reply: page(personSummary),
  }),
  createPerson: operation({
    subject: 'roles.createPerson',
    method: 'POST',
    path: '/people',
    summary: 'Create a person with a first assignment',
    policy: { allow: ['hr', 'administrator'] },
    body: z.strictObject({
      employeeCode: typedCode,
      name: writtenText(100),
      email: z.email().max(200).nullable(),
      /** Left out: the company’s default. */
      locale: locale.optional(),
      assignment: z.strictObject({
        from: isoDate,
        positionId: code,
        departmentId: identifier,
        managerId: identifier.nullable(),
      }),
    }),
    reply: personDetail,
    idempotent: true,
  }),
  getPerson: operation({
    subject: 'roles.getPerson',
    method: 'GET',
    path: '/people/:personId',
    summary: 'One person with all assignments as known now',
    policy: { allow: 'signed_in' },
    params: personParams,
    reply: personDetail,
  }),
  updatePerson: operation({
    subject: 'roles.updatePerson',
    method: 'PATCH',
    path: '/people/:personId',
    summary: "Mend a person's name or address",
    policy: { allow: ['hr', 'administrator'] },
    params: personParams,
    body: z.strictObject({ name: writtenText(100).optional(), email: z.email().max(200).nullable().optional() }),
    reply: personDetail,
  }),
  listAssignments: operation({
    subject: 'roles.listAssignments',
    method: 'GET',
    path: '/people/:personId/assignments',
    summary: "A person's assignments: how it was on a date, and as known at an instant",
    policy: { allow: 'signed_in' },
    params: personParams,
    query: z.strictObject({ on: isoDate.optional(), knownAt: instant.optional() }),
    reply: z.strictObject({ items: z.array(assignment) }),
  }),
  changeAssignment: operation({
    subject: 'roles.changeAssignment',
    method: 'POST',
    path: '/people/:personId/assignments',
    summary:
      'Transfer or new manager from a date; what is not given stays as it was, changes planned later stay planned',
    policy: { allow: ['hr', 'administrator'] },
    params: personParams,
    body: z.strictObject({
      from: isoDate,
      positionId: code.optional(),
      departmentId: identifier.optional(),
      managerId: identifier.nullable().optional(),
      reason,
    }),
    reply: personDetail,
    idempotent: true,
  }),
  endAssignment: operation({
    subject: 'roles.endAssignment',
    method: 'POST',
    path: '/people/:personId/departure',
    summary: 'The person leaves: `leftOn` is the first day no longer employed',
    policy: { allow: ['hr', 'administrator'] },
    params: personParams,
    body: z.strictObject({ leftOn: isoDate, reason }),
    reply: personDetail,
    idempotent: true,
  }),

  // Before `/organisation-imports/:importId`, which would take "template" for an id.
  organisationTemplate: operation({
    subject: 'roles.organisationTemplate',
    method: 'GET',
    path: '/organisation-imports/template',
    summary: 'A workbook to fill in, with headers in my language',
    policy: { allow: ['hr', 'administrator'] },
    reply: fileReference,
    transfer: 'download',
  }),
  importOrganisation: operation({
    subject: 'roles.importOrganisation',
    method: 'POST',
    path: '/organisation-imports',
    summary: 'Load departments, people and assignments from XLSX or CSV (UTF-8, GB18030): all rows or none',
    policy: { allow: ['hr', 'administrator'] },
    query: z.strictObject({ dryRun: flag }),
    reply: organisationImport,
    transfer: 'upload',
    timeoutMs: 60_000,
  }),
  getOrganisationImport: operation({
    subject: 'roles.getOrganisationImport',
    method: 'GET',
    path: '/organisation-imports/:importId',
    summary: 'An import with its report',
    policy: { allow: ['hr', 'administrator', 'auditor'] },
    params: z.strictObject({ importId: identifier }),
    reply: organisationImport,
  }),

  listStandards: operation({
    subject: 'roles.listStandards',
    method: 'GET',
    path: '/standards',
    summary: 'Standards with the version in effect on a date (today when none is given)',
    policy: { allow: 'signed_in' },
    query: z.strictObject({ on: isoDate.optional() }),
    reply: z.strictObject({ items: z.array(standardSummary) }),
  }),
  listStandardVersions: operation({
    subject: 'roles.listStandardVersions',
    method: 'GET',
    path: '/standards/:standardId/versions',
    summary: 'All versions of a standard, newest first',
    policy: { allow: 'signed_in' },
    params: standardParams,
    reply: z.strictObject({ items: z.array(standardVersionSummary) }),
  }),
  getStandardVersion: operation({
    subject: 'roles.getStandardVersion',
    method: 'GET',
    path: '/standards/:standardId/versions/:version',
    summary: 'One version, whole: KPIs, duties, positions, defaults, worked examples',
    policy: { allow: 'signed_in' },
    params: z.strictObject({ standardId: code, version: z.coerce.number().int().min(1) }),
    reply: standardVersion,
  }),
  createStandardVersion: operation({
    subject: 'roles.createStandardVersion',
    method: 'POST',
    path: '/standards/:standardId/versions',
    summary: 'Create the next version; it never changes again. Its worked examples are run first',
    policy: { allow: ['hr'] },
    params: standardParams,
    /** The document's `version` is given by Kaohe; its `effectiveFrom` must be later than the version before. */
    body: z.strictObject({
      document: z.looseObject({ effectiveFrom: isoDate }),
      reason,
      /** The number the author thinks it will have: refused when somebody else wrote a version meanwhile. 1 is a new standard. */
      expectedVersion: z.int().min(1).optional(),
    }),
    reply: standardVersion,
    idempotent: true,
  }),

  listPeriodTargets: operation({
    subject: 'roles.listPeriodTargets',
    method: 'GET',
    path: '/period-targets',
    summary: 'Targets HR sets for each period: those set, and those still wanted',
    policy: { allow: ['hr', 'auditor'] },
    query: z.strictObject({ kind: cycleKind, from: isoDate, to: isoDate }),
    reply: z.strictObject({ items: z.array(periodTarget) }),
  }),
  putPeriodTargets: operation({
    subject: 'roles.putPeriodTargets',
    method: 'PUT',
    path: '/period-targets',
    summary: 'Set targets of a period, for a position or for one person',
    policy: { allow: ['hr'] },
    body: z.strictObject({
      kind: cycleKind,
      from: isoDate,
      to: isoDate,
      targets: z
        .array(
          z.strictObject({
            standardId: code,
            kpiId: code,
            positionId: code,
            personId: identifier.nullable(),
            value: decimalString,
          }),
        )
        .min(1)
        .max(500),
      reason: reason.optional(),
    }),
    reply: z.strictObject({ items: z.array(periodTarget) }),
  }),

  listAccounts: operation({
    subject: 'roles.listAccounts',
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts and what they may do',
    policy: { allow: ['administrator', 'auditor'] },
    query: z.strictObject({ ...pageQuery, search: z.string().trim().max(100).optional() }),
    reply: page(account),
  }),
  createAccount: operation({
    subject: 'roles.createAccount',
    method: 'POST',
    path: '/accounts',
    summary: 'Create an account; without a password one is made and told once',
    policy: { allow: ['administrator'] },
    body: z.strictObject({
      login,
      personId: identifier.nullable(),
      password: password.optional(),
      grants: z.array(heldGrant).max(20).default([]),
      /** Left out: the company’s default. */
      locale: locale.optional(),
    }),
    reply: account.extend({ initialPassword: z.string().nullable() }),
  }),
  updateAccount: operation({
    subject: 'roles.updateAccount',
    method: 'PATCH',
    path: '/accounts/:accountId',
    summary: 'Disable or enable an account; its sessions end at once',
    policy: { allow: ['administrator'] },
    params: accountParams,
    body: z.strictObject({ disabled: z.boolean(), reason }),
    reply: account,
  }),
  setGrants: operation({
    subject: 'roles.setGrants',
    method: 'PUT',
    path: '/accounts/:accountId/grants',
    summary: 'Set what an account may do; never one’s own',
    policy: { allow: ['administrator'] },
    params: accountParams,
    body: z.strictObject({ grants: z.array(heldGrant).max(20), reason }),
    reply: account,
  }),
  resetPassword: operation({
    subject: 'roles.resetPassword',
    method: 'POST',
    path: '/accounts/:accountId/password',
    summary: 'Make a new password, told once; the account’s sessions end',
    policy: { allow: ['administrator'] },
    params: accountParams,
    body: z.strictObject({ reason }),
    reply: z.strictObject({ initialPassword: z.string() }),
  }),
  ...companyHttp,
};
