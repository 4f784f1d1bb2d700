import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../../../libs/platform/http/index.js';
import { problemOf } from '../../../libs/platform/messaging/index.js';
import { requestIdOf } from './sessions.js';

/** Answers a failure as problem details (RFC 9457). */
export function answerProblem(error: unknown, request: Request, response: Response): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = asProblem(error, request);
  if (problem.status === 503 || problem.status === 429)
    response.set('Retry-After', String(problem.values?.retryAfterSeconds ?? 5));
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem.toDetails(requestIdOf(request))));
}

/** For Express handlers. Its four parameters are what tells Express that it handles errors. */
export const problemMiddleware = (error: unknown, request: Request, response: Response, _next: NextFunction): void =>
  answerProblem(error, request, response);

/** For Nest's controllers and for routes that do not exist. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<Request>(), http.getResponse<Response>());
  }
}

function asProblem(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : (error as { status?: unknown }).status;
  switch (status) {
    case 400:
      return new Problem(400, 'request.not_json', 'The body is not valid JSON; mend it and send it again.');
    case 404:
      return new Problem(
        404,
        'route.not_found',
        `There is no ${request.method} ${request.path}; /api/docs lists what there is.`,
      );
    case 413:
      return new Problem(413, 'request.too_large', 'The body is larger than 1 MB; send it in parts.');
    default:
      return problemOf(error, `${request.method} ${request.path}`);
  }
}
