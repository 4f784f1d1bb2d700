import { readAnswer } from './read-answer.js';

const answered = (body: unknown, status = 200) => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfterMs: null,
});

test.each([
  ['feishu', answered({ code: 0, msg: 'success' }), 'sent', null],
  [
    'feishu',
    answered({ code: 19021, msg: 'sign match fail or timestamp is not within one hour' }),
    'refused',
    'wrong_signature',
  ],
  ['feishu', answered({ code: 19001, msg: 'incoming webhook access token invalid' }, 400), 'refused', 'unknown_robot'],
  ['feishu', answered({ code: 19024, msg: 'Key Words Not Found' }), 'refused', 'keyword_missing'],
  ['feishu', answered({ code: 11232, msg: 'frequency limited' }), 'later', 'rate_limited'],
  ['feishu', answered({ code: 9499, msg: 'Bad Request' }, 400), 'refused', 'content_refused'],
  ['dingtalk', answered({ errcode: 0, errmsg: 'ok' }), 'sent', null],
  ['dingtalk', answered({ errcode: 310000, errmsg: 'sign not match, more: …' }), 'refused', 'wrong_signature'],
  ['dingtalk', answered({ errcode: 310000, errmsg: 'keywords not in content' }), 'refused', 'keyword_missing'],
  ['dingtalk', answered({ errcode: 310000, errmsg: 'ip 1.2.3.4 not in whitelist' }), 'refused', 'sender_not_allowed'],
  ['dingtalk', answered({ errcode: 300001, errmsg: 'token is not exist' }), 'refused', 'unknown_robot'],
  [
    'dingtalk',
    answered({ errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }),
    'later',
    'rate_limited',
  ],
  ['dingtalk', answered({ errcode: -1, errmsg: 'system busy' }), 'later', 'busy'],
  ['wecom', answered({ errcode: 0, errmsg: 'ok' }), 'sent', null],
  ['wecom', answered({ errcode: 93000, errmsg: 'invalid webhook url' }), 'refused', 'unknown_robot'],
  ['wecom', answered({ errcode: 45009, errmsg: 'api freq out of limit' }), 'later', 'rate_limited'],
  ['wecom', answered({ errcode: 40058, errmsg: 'text.content exceed max length 2048' }), 'refused', 'content_refused'],
  ['wecom', answered('<html>', 502), 'later', 'busy'],
  ['wecom', answered('', 404), 'refused', 'unknown_robot'],
  ['wecom', answered('', 302), 'refused', 'refused'],
  ['wecom', answered('<html>fine', 200), 'unconfirmed', 'no_answer'],
] as const)('%s: %j is %s, %s', (kind, answer, state, reason) => {
  expect(readAnswer(kind, answer)).toMatchObject({ state, reason });
});
