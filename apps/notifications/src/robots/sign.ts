import { createHmac } from 'node:crypto';

/** Feishu: the key is what one would take for the message, and the message is empty. Goes into the body, with seconds. */
export const feishuSignature = (secret: string, timestampSeconds: number): string =>
  createHmac('sha256', `${timestampSeconds}\n${secret}`).digest('base64');

/** DingTalk: goes into the address, with milliseconds, escaped there. */
export const dingtalkSignature = (secret: string, timestampMs: number): string =>
  createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');
