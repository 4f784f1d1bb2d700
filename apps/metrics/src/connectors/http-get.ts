import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { PinnedAddress } from './allow-list.js';
import { PassingFailure, retryAfterMs } from './retry.js';

export interface JsonReply {
  readonly body: unknown;
  readonly link: string | undefined;
}

/** A page beyond this is not a page. */
const maxReplyBytes = 50 * 1024 * 1024;

interface GetOptions {
  readonly url: URL;
  readonly pinned: PinnedAddress;
  readonly authorization: string | null;
  readonly timeoutMs: number;
}

/** One GET of JSON from the checked address. The time-out covers the whole answer; redirects are answers like any other wrong one. */
export async function getJson(options: GetOptions): Promise<JsonReply> {
  const { status, text, link, retryAfter } = await get(options);
  if (status === 429 || status >= 500) throw new PassingFailure(`HTTP ${status}`, retryAfterMs(retryAfter, Date.now()));
  if (status >= 300) {
    throw new Problem(
      422,
      status === 401 || status === 403 ? 'source.not_authorised' : 'source.refused',
      `The source answered ${options.url.pathname} with HTTP ${status}; check its address, path and credentials. Redirects are not followed.`,
      { status, path: options.url.pathname },
    );
  }
  try {
    return { body: JSON.parse(text), link };
  } catch {
    // Cut-off answers look like this; a source that never speaks JSON is told so after the last try.
    throw new PassingFailure('the answer is not JSON');
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly link: string | undefined;
  readonly retryAfter: string | undefined;
}

function get({ url, pinned, authorization, timeoutMs }: GetOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const fail = (error: Error): void =>
      reject(
        error instanceof PassingFailure || error instanceof Problem
          ? error
          : new PassingFailure(signal.aborted ? `no answer within ${timeoutMs} ms` : error.message),
      );
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        signal,
        agent: false,
        headers: { accept: 'application/json', ...(authorization ? { authorization } : {}) },
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
          if (size > maxReplyBytes) {
            request.destroy(
              new Problem(
                422,
                'source.reply_too_large',
                `The source's answer is larger than ${maxReplyBytes} bytes; ask for smaller pages.`,
              ),
            );
            return;
          }
          parts.push(part);
        });
        response.on('error', fail);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
            link: headerOf(response.headers.link),
            retryAfter: headerOf(response.headers['retry-after']),
          }),
        );
      },
    );
    request.on('error', fail);
    request.end();
  });
}

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;
