import { z } from 'zod';
import { message } from '../route.js';
import { actor, code, cycleKind, identifier, isoDate, locale, localisedText } from '../values.js';

/** One stretch of a person's period in one position under one standard version. `to` is exclusive. */
export const segment = z.strictObject({
  segmentNo: z.int(),
  from: isoDate,
  to: isoDate,
  days: z.int(),
  positionId: code,
  departmentId: identifier,
  managerId: identifier.nullable(),
  standardId: code.nullable(),
  standardVersion: z.int().nullable(),
});
export type Segment = z.infer<typeof segment>;

/** One person of a period's population, as known when asked. */
export const populationMember = z.strictObject({
  personId: identifier,
  employeeCode: z.string(),
  name: z.string(),
  departmentId: identifier,
  departmentNames: localisedText,
  positionId: code,
  positionNames: localisedText,
  /** The manager at the period's end who reviews; null when none is found. */
  managerId: identifier.nullable(),
  /** From the manager's manager upward. */
  managerPath: z.array(identifier),
  hiredOn: isoDate,
  leftOn: isoDate.nullable(),
  segments: z.array(segment),
  /** KPIs whose period target (‡) HR has not set. */
  missingTargets: z.array(code),
});
export type PopulationMember = z.infer<typeof populationMember>;

/** Everybody employed within [from, to) of the period, by pages in the order of person id. */
export const population = message(
  'roles.population',
  z.strictObject({
    kind: cycleKind,
    from: isoDate,
    to: isoDate,
    departmentIds: z.array(identifier).optional(),
    personIds: z.array(identifier).optional(),
    after: identifier.optional(),
    /** A member takes 1–1.5 KB: a page stays under 1 MB. */
    limit: z.int().min(1).max(500).default(500),
  }),
  z.strictObject({ members: z.array(populationMember), next: identifier.nullable() }),
  30_000,
);

/** Standard versions as documents (libs/domain/scoring StandardVersion), as JSON. */
export const standardDocuments = message(
  'roles.standardDocuments',
  z.strictObject({ versions: z.array(z.strictObject({ standardId: code, version: z.int() })) }),
  z.strictObject({ documents: z.array(z.looseObject({ standardId: code, version: z.int() })) }),
  30_000,
);

/** Period targets (‡) HR set: of a KPI for a position, or for one person where it differs. Values are decimals as strings. */
export const periodTargets = message(
  'roles.periodTargets',
  z.strictObject({ from: isoDate, to: isoDate }),
  z.strictObject({
    targets: z.array(
      z.strictObject({
        standardId: code,
        kpiId: code,
        positionId: code.nullable(),
        personId: identifier.nullable(),
        value: z.string(),
      }),
    ),
  }),
);

/** Employee codes to people, with their reporting line in time: what an import maps rows by. Whole company, by pages. */
export const directory = message(
  'roles.directory',
  z.strictObject({ after: identifier.optional(), limit: z.int().min(1).max(1000).default(1000) }),
  z.strictObject({
    people: z.array(
      z.strictObject({
        personId: identifier,
        employeeCode: z.string(),
        /** Half-open [from, to); to null = open. */
        assignments: z.array(
          z.strictObject({
            from: isoDate,
            to: isoDate.nullable(),
            managerId: identifier.nullable(),
            positionId: code,
            departmentId: identifier,
          }),
        ),
      }),
    ),
    next: identifier.nullable(),
  }),
  30_000,
);

/** Every department with the one above it. */
export const departmentTree = message(
  'roles.departmentTree',
  z.strictObject({}),
  z.strictObject({
    departments: z.array(
      z.strictObject({ departmentId: identifier, parentId: identifier.nullable(), names: localisedText }),
    ),
  }),
);

/** Names and addresses for notifications and lists. */
export const contacts = message(
  'roles.contacts',
  z.strictObject({ personIds: z.array(identifier).max(1000) }),
  z.strictObject({
    contacts: z.array(z.strictObject({ personId: identifier, name: z.string(), email: z.string().nullable(), locale })),
  }),
);

/** People who hold a grant (HR to be told, data owners of a source). */
export const grantHolders = message(
  'roles.grantHolders',
  z.strictObject({ grant: z.enum(['hr', 'data_owner', 'auditor', 'administrator']), sourceId: z.string().optional() }),
  z.strictObject({ holders: z.array(z.strictObject({ personId: identifier, accountId: identifier })) }),
);

/** The gateway asks who a session is: null when it is unknown, expired, or its account disabled. `token` is the cookie's opaque value. */
export const resolveSession = message(
  'roles.resolveSession',
  z.strictObject({ token: z.string().max(200) }),
  z.strictObject({
    session: z.strictObject({ companyId: identifier, actor, locale, timeZone: z.string() }).nullable(),
  }),
  5_000,
);

/** Checks a password and opens a session; the gateway puts the token into the cookie. The same answer and time for an unknown account. */
export const signIn = message(
  'roles.signIn',
  z.strictObject({ login: z.string().max(200), password: z.string().max(500), address: z.string().max(100) }),
  z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() }),
  10_000,
);

export const signOut = message(
  'roles.signOut',
  z.strictObject({ token: z.string().max(200) }),
  z.strictObject({}),
  5_000,
);

/** All companies of the installation: for work that belongs to no session (schedules, sealing, relays). */
export const companies = message(
  'roles.companies',
  z.strictObject({}),
  z.strictObject({
    companies: z.array(
      z.strictObject({ companyId: identifier, name: z.string(), names: localisedText, timeZone: z.string() }),
    ),
  }),
);
