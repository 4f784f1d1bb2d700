import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import cookieParser from 'cookie-parser';
import helmet from 'helmet';
import type { Operation } from '../../../libs/contracts/route.js';
import { projectRoot } from '../../../libs/platform/config/index.js';
import { ServiceClient } from '../../../libs/platform/messaging/index.js';
import { createLogger, NestLogger } from '../../../libs/platform/telemetry/index.js';
import { GatewayModule } from './app.module.js';
import type { GatewayConfig } from './config.js';
import { openApiDocument } from './openapi.js';
import { operationRouter } from './operation-router.js';
import { operations } from './operations.js';
import { ProblemFilter, problemMiddleware } from './problem-answer.js';
import { requestContext, sameOriginOnly } from './request-context.js';
import { Sessions } from './sessions.js';
import { webFiles } from './web-files.js';

/** `served`: every endpoint, unless a measurement adds its own. */
export async function startGateway(
  config: GatewayConfig,
  served: readonly Operation[] = operations,
): Promise<NestExpressApplication> {
  const logger = createLogger('gateway', config.KAOHE_LOG_LEVEL);
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule.with(config), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.set('trust proxy', config.KAOHE_TRUSTED_PROXIES);
  app.disable('x-powered-by');
  app.use(requestContext(logger));
  app.use(helmet(securityHeaders));
  app.use(sameOriginOnly);
  app.use(cookieParser());
  app.useBodyParser('json', { limit: '1mb', strict: true });
  app.useGlobalFilters(new ProblemFilter());
  SwaggerModule.setup('api/docs', app, openApiDocument(served) as unknown as OpenAPIObject, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Kaohe API',
  });
  app.use('/api/v1', operationRouter(served, app.get(ServiceClient), app.get(Sessions)), problemMiddleware);
  app.use(webFiles(join(projectRoot, config.KAOHE_WEB_FOLDER)));
  app.enableShutdownHooks();
  await app.listen(config.PORT, config.KAOHE_HOST);
  logger.info({ port: config.PORT }, 'ready');
  return app;
}

const securityHeaders: Parameters<typeof helmet>[0] = {
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // The component library computes its styles while it runs; scripts stay forbidden inline.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      frameAncestors: ["'none'"],
      // Plain http on a loopback address must keep working.
      upgradeInsecureRequests: null,
    },
  },
};
