import { announcedTypes, readAnnouncement } from './tell-people.js';

const id = (no: number): string => `0198c0de-0000-7000-8000-${String(no).padStart(12, '0')}`;
const cycle = { cycleId: id(1), kind: 'month', periodFrom: '2026-10-01', periodTo: '2026-11-01' };
const dueAt = '2026-11-03T10:00:00Z';
const known = {
  nameOf: (personId: string) => `name of ${Number(personId.slice(-12))}`,
  sourceOwnerIds: [id(8), id(9)],
  administratorIds: [id(7)],
};
const period = { kind: 'month', from: '2026-10-01' };

test('a person with tasks of two stages gets one message about both', () => {
  const assignees = [
    { personId: id(2), stage: 'manager_review', count: 8, dueAt },
    { personId: id(3), stage: 'manager_review', count: 1, dueAt },
    { personId: id(2), stage: 'interview', count: 2, dueAt },
  ];
  const told = readAnnouncement('cycles.tasks_opened', { ...cycle, assignees }).tell(known);
  expect(told.map(({ personId }) => personId)).toEqual([id(2), id(3)]);
  expect(told[0]).toEqual({
    personId: id(2),
    link: '/tasks',
    message: {
      type: 'tasks_opened',
      period,
      waiting: [
        { stage: 'manager_review', count: 8, dueAt },
        { stage: 'interview', count: 2, dueAt },
      ],
    },
  });
});

test('an escalation names each late person to whoever stands above them', () => {
  const escalations = [
    { toPersonId: id(2), latePersonId: id(5), count: 3 },
    { toPersonId: id(2), latePersonId: id(6), count: 1 },
  ];
  const announcement = readAnnouncement('cycles.tasks_escalated', { ...cycle, stage: 'interview', escalations });
  expect(announcement.needs.names).toEqual([id(5), id(6)]);
  expect(announcement.tell(known)).toEqual([
    {
      personId: id(2),
      link: `/cycles/${id(1)}`,
      message: {
        type: 'tasks_escalated',
        period,
        stage: 'interview',
        late: [
          { name: 'name of 5', count: 3 },
          { name: 'name of 6', count: 1 },
        ],
      },
    },
  ]);
});

test('late rows are told to the owners of their source', () => {
  const announcement = readAnnouncement('metrics.late_rows_held', { cycleId: id(1), sourceId: 'erp', rows: 4 });
  expect(announcement.needs.ownersOf).toBe('erp');
  expect(announcement.tell(known).map(({ personId }) => personId)).toEqual([id(8), id(9)]);
});

test('a schedule that fails is told to the owners of its source, under its configured name', () => {
  const names = { 'zh-Hant': '銷售系統', 'zh-Hans': '销售系统', en: 'Sales system' };
  const failed = readAnnouncement('metrics.scheduled_fetch_failed', { sourceId: 'erp', names, code: 'source.timeout' });
  expect(failed.needs.ownersOf).toBe('erp');
  const message = { type: 'scheduled_fetch_failed', names, code: 'source.timeout' };
  expect(failed.tell(known)).toEqual([8, 9].map((no) => ({ personId: id(no), link: '/sources/erp', message })));
});

test('a person named twice as a reader is told once', () => {
  const payload = { ...cycle, toPersonIds: [id(2), id(3), id(2)] };
  expect(readAnnouncement('cycles.report_published', payload).tell(known)).toHaveLength(2);
});

test.each(announcedTypes)('%s with a payload it does not promise is refused', (type) => {
  expect(() => readAnnouncement(type, { score: '97.5' })).toThrow();
});
