import { Body, Controller, Delete, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { signIn, signOut } from '../../../libs/contracts/roles/messages.js';
import { malformed, ServiceClient } from '../../../libs/platform/messaging/index.js';
import { anonymousCall, requestIdOf, Sessions, sessionCookie, tokenOf } from './sessions.js';

export const credentials = z.strictObject({ login: z.string().min(1).max(200), password: z.string().min(1).max(500) });

/** Signing in and out: the one place that sets the session's cookie. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Post()
  @HttpCode(204)
  async signIn(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const parsed = credentials.safeParse(body);
    if (!parsed.success) throw malformed('session.sign_in', parsed.error);
    const address = request.ip ?? 'unknown';
    const { token, expiresAt } = await this.client.ask(
      signIn,
      { ...parsed.data, address },
      anonymousCall(requestIdOf(request)),
    );
    response.cookie(sessionCookie, token, { ...cookieOptions, expires: new Date(expiresAt) });
  }

  @Delete()
  @HttpCode(204)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = tokenOf(request);
    if (token) {
      await this.client.ask(signOut, { token }, anonymousCall(requestIdOf(request)));
      this.sessions.forget(token);
    }
    response.clearCookie(sessionCookie, cookieOptions);
  }
}

/** Browsers accept Secure cookies from loopback addresses without TLS, so one rule serves everywhere. */
const cookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
