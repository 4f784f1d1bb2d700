import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { announcementTypes, sendReasons } from '../../../../libs/contracts/notifications/channels.js';
import { notificationTypes } from '../../../../libs/contracts/notifications/http.js';
import { locales } from '../../../../libs/contracts/values.js';
import { cycleStates, taskStages } from '../../../../libs/domain/cycle/stages.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import type { GroupMessage } from '../announcing/group-message.js';
import type { Message } from '../announcing/message.js';
import { renderGroupMessage } from './render-group-message.js';
import { renderMail } from './render-mail.js';
import { renderMessage } from './render-message.js';

const period = { kind: 'month', from: '2026-10-01' } as const;
const dueAt = '2026-11-03T10:00:00Z';
const timeZone = 'Asia/Shanghai';
const opened = (count: number): Message => ({
  type: 'tasks_opened',
  period,
  waiting: [{ stage: 'manager_review', count, dueAt }],
});

const every: Message[] = [
  opened(8),
  { type: 'tasks_reminded', period, waiting: taskStages.map((stage) => ({ stage, count: 2, dueAt })) },
  { type: 'tasks_urged', period, byName: '李四', waiting: [{ stage: 'manager_review', count: 2, dueAt }] },
  { type: 'tasks_escalated', period, stage: 'interview', late: [{ name: '陳大文', count: 3 }] },
  { type: 'appraisal_returned', period, name: '陳大文', byName: '李四' },
  ...(['transferred', 'delegated', 'answered', 'taken_back', 'followed', 'followed_away', 'withdrawn'] as const).map(
    (how) => ({
      type: 'tasks_handed_over' as const,
      period,
      how,
      byName: '李四',
      waiting: [{ stage: 'manager_review', count: 2, dueAt }],
    }),
  ),
  { type: 'substitute_named', name: '李四', from: '2026-11-02', until: '2026-11-13' },
  { type: 'appraisal_commented', period, name: '陳大文', byName: '李四' },
  { type: 'appraisal_copied', period, name: '陳大文', byName: '李四' },
  { type: 'results_released', period, dueAt },
  ...(['upheld', 'dismissed'] as const).map((outcome): Message => ({ type: 'appeal_answered', period, outcome })),
  ...[true, false].map((own): Message => ({ type: 'results_rescored', period, name: '陳大文', own })),
  { type: 'acceptance_deemed', period },
  { type: 'report_published', period },
  ...[0, 3].map(
    (findings): Message => ({
      type: 'launch_checked',
      period,
      launchOn: '2026-11-02',
      people: 45,
      findings,
      blocking: 0,
    }),
  ),
  { type: 'launch_checked', period, launchOn: '2026-11-02', people: 45, findings: 3, blocking: 1 },
  ...[0, 3].map((warnings): Message => ({ type: 'launched_by_calendar', period, warnings })),
  ...['nobody_to_appraise', 'something_new'].map((code): Message => ({ type: 'launch_refused', period, code })),
  { type: 'report_at_risk', period, dueAt, unfinished: 12, late: 1 },
  ...cycleStates.map((to): Message => ({ type: 'cycle_state_changed', period, to })),
  ...['erp', 'survey', 'oa', 'tickets'].map((sourceId): Message => ({ type: 'late_rows_held', sourceId, rows: 4 })),
  {
    type: 'scheduled_fetch_failed',
    names: { 'zh-Hant': '客戶調研', 'zh-Hans': '客户调研', en: 'Customer survey' },
    code: 'source.unreachable',
  },
  ...sendReasons.map((reason): Message => ({ type: 'robot_failed', name: '李四', reason })),
];
const everyForGroups: GroupMessage[] = [
  ...(['cycle_launched', 'review_opened', 'report_published', 'cycle_closed', 'cycle_cancelled'] as const).map(
    (type): GroupMessage => ({ type, period }),
  ),
  { type: 'collection_opened', period, dueAt },
  { type: 'collection_closing', period, dueAt },
  { type: 'review_closing', period, stage: 'manager_review', dueAt },
  { type: 'cycle_late', period, stage: 'interview' },
  { type: 'late_rows_held', sourceId: 'erp' },
];

test('every type of notification has words here', () => {
  expect(new Set(every.map((message) => message.type))).toEqual(new Set(notificationTypes));
  expect(new Set(everyForGroups.map((message) => message.type))).toEqual(new Set(announcementTypes));
});

test.each(locales)('every message is whole sentences in %s, with nothing left unfilled or untranslated', (locale) => {
  const reader = { locale, timeZone };
  const rendered = [
    ...every.map((message) => renderMessage(message, reader)),
    ...everyForGroups.map((message) => renderGroupMessage(message, reader)),
  ];
  for (const { title, lines, action } of rendered) {
    for (const words of [title, action, ...lines]) {
      expect(words).not.toMatch(/\{\{|\}\}|undefined|Invalid|^[a-z_]+(\.[a-z_]+)+$/);
      expect(words.length).toBeGreaterThan(1);
    }
    for (const sentence of lines) expect(sentence).toMatch(/[.。]$/);
    if (locale === 'en') expect([title, ...lines].join('')).not.toMatch(/[一-鿿](?<!陳大文|李四|[陳大文李四])/);
  }
});

test('the languages have the same messages', () => {
  const [first, ...others] = locales.map((locale) =>
    keysOf(JSON.parse(readFileSync(join(projectRoot, 'apps/notifications/messages', `${locale}.json`), 'utf8'))),
  );
  for (const other of others) expect(other).toEqual(first);
});

/** Without the plural's form: Chinese has one, English two. */
function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path.replace(/_(one|other)$/, '')];
  return [...new Set(Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`)))].sort();
}

test.each([
  ['en', 8, '8 appraisals wait for your review until Tue, November 3, 2026 at 18:00 GMT+8.'],
  ['en', 1, '1 appraisal waits for your review until Tue, November 3, 2026 at 18:00 GMT+8.'],
  ['zh-Hant', 8, '有 8 份考核待您評審，截止時間：2026年11月3日週二 18:00 [GMT+8]。'],
  ['zh-Hans', 8, '有 8 份考核待您评审，截止时间：2026年11月3日周二 GMT+8 18:00。'],
] as const)('%s, %i waiting: count, time of the company and form of the language', (locale, count, sentence) => {
  expect(renderMessage(opened(count), { locale, timeZone }).lines).toEqual([sentence]);
});

test.each([
  ['month', '2026-10-01', 'October 2026', '2026年10月'],
  ['quarter', '2026-10-01', 'Q4 2026', '2026 年第 4 季度'],
  ['year', '2026-01-01', '2026', '2026 年度'],
] as const)('a %s is named as the language does', (kind, from, english, chinese) => {
  const released: Message = { type: 'acceptance_deemed', period: { kind, from } };
  expect(renderMessage(released, { locale: 'en', timeZone }).title).toContain(english);
  expect(renderMessage(released, { locale: 'zh-Hans', timeZone }).title).toContain(chinese);
});

test('a stage these words do not know is still told of', () => {
  const message: Message = { type: 'tasks_opened', period, waiting: [{ stage: 'brand_new', count: 2, dueAt }] };
  expect(renderMessage(message, { locale: 'en', timeZone }).lines[0]).toMatch(/^2 tasks wait for you until/);
});

test('the mail says the same as text and as HTML, and names cannot break out of the HTML', () => {
  const message: Message = { type: 'appraisal_returned', period, name: '<script>alert(1)</script>', byName: 'A & B' };
  const mail = renderMail(message, { name: '"Q" <q>', locale: 'en', timeZone, url: 'https://kaohe.example/a?b=1&c="' });
  expect(mail.text).toContain('A & B returned the appraisal of <script>alert(1)</script>.');
  expect(mail.html).not.toContain('<script>');
  expect(mail.html).toContain('A &amp; B returned the appraisal of &lt;script&gt;');
  expect(mail.html).toContain('href="https://kaohe.example/a?b=1&amp;c=&quot;"');
});
