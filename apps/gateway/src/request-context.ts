import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { Problem } from '../../../libs/platform/http/index.js';
import { runInCall } from '../../../libs/platform/telemetry/index.js';
import { answerProblem } from './problem-answer.js';

/** Gives each request its id (or keeps a well-formed one from a proxy) and logs it once, without query or body. */
export function requestContext(logger: Logger): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const given = request.get('x-request-id');
    const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    response.setHeader('x-request-id', requestId);
    const started = performance.now();
    response.on('finish', () => {
      const ms = Math.round(performance.now() - started);
      logger.info(
        { requestId, method: request.method, path: request.path, status: response.statusCode, ms },
        'request',
      );
    });
    runInCall({ requestId }, next);
  };
}

/** A change asked for by another site's page is refused: the second line behind SameSite. */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const origin = request.get('origin');
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (reading || !origin || hostOf(origin) === request.get('host')) {
    next();
    return;
  }
  const detail = `A page of ${origin} may not change anything here; use Kaohe's own address.`;
  answerProblem(new Problem(403, 'request.cross_origin', detail, { origin }), request, response);
};

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);
