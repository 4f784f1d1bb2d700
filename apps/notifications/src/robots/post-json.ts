import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { PinnedAddress } from '../../../../libs/platform/outbound/index.js';
import type { HttpAnswer, RobotOutcome } from './read-answer.js';
import type { RobotRequest } from './write-request.js';

const timeoutMs = 10_000;
/** Platforms answer a line. */
const maxAnswerBytes = 64 * 1024;

/** One POST to the checked address, or what its failure says: only where the platform may have read it is the outcome unknown. */
export function postJson(
  { url, body }: RobotRequest,
  pinned: PinnedAddress,
): Promise<{ readonly answer: HttpAnswer } | { readonly failed: RobotOutcome }> {
  return new Promise((resolve) => {
    let handedOver = false;
    const fail = (error: Error): void => {
      const answer = error.message.slice(0, 300);
      resolve({
        failed: handedOver
          ? { state: 'unconfirmed', reason: 'no_answer', answer }
          : { state: 'later', reason: 'unreachable', answer },
      });
    };
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method: 'POST',
        signal: AbortSignal.timeout(timeoutMs),
        agent: false,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          accept: 'application/json',
        },
        // The name is not looked up again: the address that was checked is the one that is used.
        lookup: (_host, options, callback) => {
          if (options.all) callback(null, [{ address: pinned.address, family: pinned.family }]);
          else callback(null, pinned.address, pinned.family);
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > maxAnswerBytes) request.destroy(new Error('the answer is too long'));
          else parts.push(part);
        });
        response.on('error', fail);
        response.on('end', () =>
          resolve({
            answer: {
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString('utf8'),
              retryAfterMs: secondsOf(response.headers['retry-after']),
            },
          }),
        );
      },
    );
    request.on('error', fail);
    request.on('finish', () => {
      handedOver = true;
    });
    request.end(body);
  });
}

const secondsOf = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : null;
