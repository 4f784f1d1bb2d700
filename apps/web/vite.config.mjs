import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Whoever builds, a test run too, builds what people get: React's development build is three times as large.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

const gateway = `http://127.0.0.1:${process.env.PORT ?? 8080}`;

/** `npx vite apps/web` serves the page while developing; the API is the gateway's, on PORT. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // test/web measures from it what the first page loads.
    manifest: true,
    rolldownOptions: {
      output: {
        // What most pages need comes in few parts: a browser asks for six at a time.
        codeSplitting: {
          groups: [
            { name: 'icons', test: /@ant-design.icons/, minShareCount: 4 },
            { name: 'common', minShareCount: 26 },
          ],
        },
      },
    },
  },
  // The gateway takes requests from its own pages alone: to it this page is one of them.
  server: { proxy: { '/api': { target: gateway, headers: { origin: gateway } } } },
});

/**
 * Beside every asset its `.br` and `.gz`, made once: the gateway sends the one that the browser understands.
 * @returns {import('vite').Plugin}
 */
function compressed() {
  let assets = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      assets = join(resolve(root, build.outDir), build.assetsDir);
    },
    closeBundle: () => {
      for (const name of readdirSync(assets).filter((file) => /\.(js|css|svg)$/.test(file))) {
        const file = join(assets, name);
        const content = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
      }
    },
  };
}
