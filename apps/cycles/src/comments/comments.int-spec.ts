import { randomUUID } from 'node:crypto';
import { contacts } from '../../../../libs/contracts/roles/messages.js';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { AppraisalsReading } from '../reading/appraisals-reading.js';
import { Office, people, type Somebody } from '../reading/testing/office.js';
import { Comments } from './comments.service.js';

let office: Office;
let comments: Comments;
let cycleId: string;
let appraisalId: string;

beforeEach(async () => {
  office = await Office.open();
  await office.setClock('2026-11-04T02:00:00Z');
  await office.addNames();
  cycleId = await office.addCycle();
  appraisalId = await office.addAppraisal(cycleId, 'anna');
  await office.addTask(cycleId, { appraisal_id: appraisalId });
  office.answers.set(contacts.subject, () => ({ contacts: [] }));
  comments = new Comments(office.ports, { wakeRelay: () => undefined } as EventBus);
}, 60_000);
afterEach(() => office.close());

const say = (by: Somebody, text: string, forPerson = false, key: string = randomUUID()) =>
  comments.comment(
    { params: { appraisalId }, query: {}, body: { text, forPerson }, idempotencyKey: key },
    office.call(by),
  );
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const read = async (who: Somebody) => {
  const request = { params: { appraisalId }, query: {}, body: {} };
  const sheet = await new AppraisalsReading(office.ports).sheet(request, office.call(who));
  return sheet.comments.map(({ by, text }) => `${by.name}: ${text}`);
};

test('is read by whom it was meant for: those above, or the person as well once the result is released', async () => {
  await say('manager', 'Look at the returns.');
  await say('head', 'Well done.', true);
  await say('anna', 'I was away for a week.', true);
  const all = ['manager: Look at the returns.', 'head: Well done.', 'anna: I was away for a week.'];
  for (const who of ['manager', 'chief', 'hr', 'auditor'] as const) expect(await read(who)).toEqual(all);
  expect(await read('anna')).toEqual(['anna: I was away for a week.']);
  await office.query('update cycles.appraisal set released_at = now()');
  expect(await read('anna')).toEqual(['head: Well done.', 'anna: I was away for a week.']);
});

test('is written by those who have a part in it, and in no closed cycle', async () => {
  await office.insert('cycles.copy', {
    company_id: office.call('hr').companyId,
    appraisal_id: appraisalId,
    to_person_id: people.stranger,
    by_person_id: people.manager,
    by_account_id: people.manager,
  });
  const tried = await Promise.all(
    (Object.keys(people) as Somebody[]).map(async (who) => [who, await codeOf(say(who, 'A word.'))]),
  );
  expect(Object.fromEntries(tried)).toEqual({
    anna: 'done',
    bo: 'appraisal.not_found',
    chen: 'appraisal.not_found',
    manager: 'done',
    otherManager: 'appraisal.not_found',
    head: 'done',
    chief: 'done',
    hr: 'done',
    auditor: 'comment.not_allowed',
    administrator: 'appraisal.not_found',
    dataOwner: 'appraisal.not_found',
    stranger: 'comment.not_allowed',
  });
  expect(await read('stranger')).toEqual([]);
  await office.query(`update cycles.cycle set state = 'closed'`);
  expect(await codeOf(say('manager', 'Too late.'))).toBe('cycle.not_running');
});

test('is one however often it is sent, stands in the history, and is told to whoever has it before them', async () => {
  const key = randomUUID();
  const made = await say('head', 'Well done.', true, key);
  expect(await say('head', 'Well done.', true, key)).toEqual(made);
  expect(await read('hr')).toEqual(['head: Well done.']);
  expect(
    await office.query(`select reason, about_person_id from audit.entry where action = 'appraisal.commented'`),
  ).toEqual([{ reason: 'Well done.', about_person_id: people.anna }]);
  const told = () =>
    office.query(
      `select payload -> 'toPersonIds' as to from cycles.outbox where type = 'cycles.appraisal_commented' order by event_id`,
    );
  expect(await told()).toEqual([{ to: [people.manager] }]);
  await office.query('update cycles.appraisal set released_at = now()');
  await say('manager', 'See you on Friday.', true);
  expect((await told()).at(-1)).toEqual({ to: [people.anna] });
});
