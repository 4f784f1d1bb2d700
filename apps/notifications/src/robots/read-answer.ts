import type { RobotKind, SendReason, SendResult } from '../../../../libs/contracts/notifications/channels.js';

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | null;
}
/** What came of a message; `retryAfterMs` when the platform names a time. */
export interface RobotOutcome extends SendResult {
  readonly retryAfterMs?: number;
}

const passing = new Set<SendReason>(['rate_limited', 'busy', 'unreachable']);

/** What the numbers of each platform mean. DingTalk has one number for what its security settings refuse: the words tell them apart. */
const meanings: Readonly<Record<RobotKind, (code: number, words: string) => SendReason>> = {
  feishu: (code) => {
    if ([9499, 11246].includes(code)) return 'content_refused';
    if ([11232, 11233, 99991400].includes(code)) return 'rate_limited';
    if (code === 19021) return 'wrong_signature';
    if (code === 19022) return 'sender_not_allowed';
    if (code === 19024) return 'keyword_missing';
    if ([19001, 19002, 11202].includes(code)) return 'unknown_robot';
    return 'refused';
  },
  dingtalk: (code, words) => {
    if (code === -1) return 'busy';
    if ([130101, 410100].includes(code)) return 'rate_limited';
    if ([300001, 400013, 400101, 400102, 400106].includes(code)) return 'unknown_robot';
    if (code >= 430101 && code <= 430104) return 'content_refused';
    if (code !== 310000) return 'refused';
    if (/sign|timestamp|签名/i.test(words)) return 'wrong_signature';
    if (/keyword|关键词/i.test(words)) return 'keyword_missing';
    if (/\bip\b/i.test(words)) return 'sender_not_allowed';
    return 'refused';
  },
  wecom: (code) => {
    if (code === -1) return 'busy';
    if ([45009, 45033].includes(code)) return 'rate_limited';
    if ([93000, 93008].includes(code)) return 'unknown_robot';
    if ([40058, 44004, 45002].includes(code)) return 'content_refused';
    return 'refused';
  },
};

/** What an answer says about the message. Platforms answer 200 also when they refuse: the number in the body decides. */
export function readAnswer(kind: RobotKind, { status, text, retryAfterMs }: HttpAnswer): RobotOutcome {
  const said = saidIn(text);
  const answer = said ? `${said.code} ${said.words}`.trim().slice(0, 300) : `HTTP ${status}`;
  const wait = retryAfterMs === null ? {} : { retryAfterMs };
  if (said?.code === 0 && status < 300) return { state: 'sent', reason: null, answer };
  if (said && said.code !== 0) return outcome(meanings[kind](said.code, said.words), answer, wait);
  if (status === 429) return outcome('rate_limited', answer, wait);
  if (status >= 500) return outcome('busy', answer, wait);
  // Accepted, by something that does not speak like the platform: nobody can tell.
  if (status < 300) return { state: 'unconfirmed', reason: 'no_answer', answer };
  return outcome(status === 404 ? 'unknown_robot' : 'refused', answer);
}

const outcome = (reason: SendReason, answer: string, wait: { retryAfterMs?: number } = {}): RobotOutcome => ({
  state: passing.has(reason) ? 'later' : 'refused',
  reason,
  answer,
  ...(passing.has(reason) ? wait : {}),
});

/** `{"code":0,"msg":…}` of Feishu, `{"errcode":0,"errmsg":…}` of the others. */
function saidIn(text: string): { code: number; words: string } | null {
  try {
    const body = JSON.parse(text) as Record<string, unknown> | null;
    const code = body?.errcode ?? body?.code;
    return typeof code === 'number' ? { code, words: String(body?.errmsg ?? body?.msg ?? '') } : null;
  } catch {
    return null;
  }
}
