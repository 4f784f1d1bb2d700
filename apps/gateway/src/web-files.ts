import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** The built web app: hashed assets for ever, the page itself never cached, and every path that is not the API's is the page's to route. */
export function webFiles(folder: string): Router {
  const router = Router();
  const page = join(folder, 'index.html');
  const assets = join(folder, 'assets');
  router.use(
    '/assets',
    compressed(assets),
    express.static(assets, { immutable: true, maxAge: '365d', index: false, fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get(/^\/(?!api\/)/, (_request, response, next) => {
    if (!existsSync(page)) return next();
    response.set('Cache-Control', 'no-cache').sendFile(page);
  });
  return router;
}

/** As requests name them, with the endings that the build gives them; the better first. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Sends what the build has compressed to whoever understands it: that costs nothing here, and saves three quarters of the bytes. */
function compressed(folder: string): RequestHandler {
  const files = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request, response, next) => {
    const name = request.path.slice(1);
    const made = encodings.filter(([, ending]) => files.has(`${name}${ending}`));
    if (made.length > 0) response.vary('Accept-Encoding');
    const chosen = made.find(([encoding]) => request.acceptsEncodings(encoding) !== false);
    if (chosen) {
      const [encoding, ending] = chosen;
      response.type(extname(name)).set('Content-Encoding', encoding);
      request.url = `/${name}${ending}`;
    }
    next();
  };
}
