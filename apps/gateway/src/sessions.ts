import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { resolveSession } from '../../../libs/contracts/roles/messages.js';
import type { AnswerOf } from '../../../libs/contracts/route.js';
import { Problem } from '../../../libs/platform/http/index.js';
import { type Call, ServiceClient } from '../../../libs/platform/messaging/index.js';

export const sessionCookie = '__Host-kaohe_session';
/** A disabled account or a changed grant must act within 5 s. */
const cacheMs = 2_000;
const cacheEntries = 10_000;

export type Session = NonNullable<AnswerOf<typeof resolveSession>['session']>;

/** No company is known before someone signed in. */
export const nobody = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class Sessions {
  private readonly cache = new Map<string, { session: Session | null; until: number }>();

  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  async of(request: Request): Promise<Session> {
    const token = tokenOf(request);
    const session = token ? await this.resolve(token, requestIdOf(request)) : null;
    if (!session)
      throw new Problem(
        401,
        'session.missing',
        'You are not signed in, or the session has ended; sign in and try again.',
      );
    return session;
  }

  async resolve(token: string, requestId: string): Promise<Session | null> {
    const cached = this.cache.get(token);
    const now = performance.now();
    if (cached && cached.until > now) return cached.session;
    const { session } = await this.client.ask(resolveSession, { token }, anonymousCall(requestId));
    if (this.cache.size >= cacheEntries) this.cache.clear();
    this.cache.set(token, { session, until: now + cacheMs });
    return session;
  }

  forget(token: string): void {
    this.cache.delete(token);
  }
}

export function tokenOf(request: Request): string | undefined {
  const token: unknown = request.cookies?.[sessionCookie];
  return typeof token === 'string' && token !== '' ? token : undefined;
}

export const requestIdOf = (request: Request): string => String(request.res?.getHeader('x-request-id') ?? '');

export const anonymousCall = (requestId: string, locale = 'zh-Hant'): Call => ({
  requestId,
  companyId: nobody,
  actor: null,
  locale,
});

export const callOf = (session: Session, requestId: string): Call => ({
  requestId,
  companyId: session.companyId,
  actor: session.actor,
  locale: session.locale,
});
