import type { AccessActor } from './actor.js';
import { canChangeAccount } from './can-change-account.js';
import { canChangeAssignment } from './can-change-assignment.js';
import { canCreateAccount } from './can-create-account.js';
import { canCreateStandardVersion } from './can-create-standard-version.js';
import { canEditOrganisation } from './can-edit-organisation.js';
import { canSeeAccounts } from './can-see-accounts.js';
import { canSeeImport } from './can-see-import.js';
import { canSeePeriodTargets } from './can-see-period-targets.js';
import { canSeePerson } from './can-see-person.js';
import { canSetPeriodTarget } from './can-set-period-target.js';
import { seesAllPeople } from './sees-all-people.js';

const actor = (...grants: AccessActor['grants']): AccessActor & { accountId: string } => ({
  accountId: 'my account',
  personId: 'me',
  grants,
  sourceIds: [],
});
const everybody = {
  employee: actor(),
  hr: actor('hr'),
  data_owner: actor('data_owner'),
  auditor: actor('auditor'),
  administrator: actor('administrator'),
};
type Role = keyof typeof everybody;
const another = { personId: 'another', managers: ['boss', 'top'] };

/** Each question with exactly those who are answered yes; everybody else is refused. */
const questions: [string, (asked: (typeof everybody)[Role]) => boolean, Role[]][] = [
  ['see all people', seesAllPeople, ['hr', 'data_owner', 'auditor', 'administrator']],
  ['see another person', (asked) => canSeePerson(asked, another), ['hr', 'data_owner', 'auditor', 'administrator']],
  ['edit the organisation', canEditOrganisation, ['hr', 'administrator']],
  ['change an assignment', (asked) => canChangeAssignment(asked, 'another'), ['hr', 'administrator']],
  ['change their own assignment', (asked) => canChangeAssignment(asked, 'me'), []],
  ['see an import', canSeeImport, ['hr', 'auditor', 'administrator']],
  ['create a standard version', canCreateStandardVersion, ['hr']],
  ['see period targets', canSeePeriodTargets, ['hr', 'auditor']],
  ["set a position's target", (asked) => canSetPeriodTarget(asked, null), ['hr']],
  ["set another person's target", (asked) => canSetPeriodTarget(asked, 'another'), ['hr']],
  ['set their own target', (asked) => canSetPeriodTarget(asked, 'me'), []],
  ['see accounts', canSeeAccounts, ['auditor', 'administrator']],
  ['create an account', (asked) => canCreateAccount(asked, 'another'), ['administrator']],
  ['create a second account of their own', (asked) => canCreateAccount(asked, 'me'), []],
  ['change an account', (asked) => canChangeAccount(asked, 'another account'), ['administrator']],
  ['change their own account', (asked) => canChangeAccount(asked, 'my account'), []],
];

it.each(questions)('only those may %s', (_, ask, allowed) => {
  const answered = (Object.keys(everybody) as Role[]).filter((role) => ask(everybody[role]));
  expect(answered.sort()).toEqual([...allowed].sort());
});

it('a manager sees who reports to them at whatever distance, a person sees themself', () => {
  expect(canSeePerson({ ...actor(), personId: 'boss' }, another)).toBe(true);
  expect(canSeePerson({ ...actor(), personId: 'top' }, another)).toBe(true);
  expect(canSeePerson({ ...actor(), personId: 'another' }, another)).toBe(true);
  expect(canSeePerson({ ...actor(), personId: 'peer' }, another)).toBe(false);
});

it('an account without a person is nobody, not everybody', () => {
  expect(canSeePerson({ ...actor(), personId: null }, another)).toBe(false);
});
