import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Whoever builds, a test run too, builds what people get: React's development build is three times as large.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

const gateway = `http://127.0.0.1:${process.env.PORT ?? 8080}`;

/** `npx vite apps/web` serves the page while developing; the API is the gateway's, on PORT. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // test/web measures from it what the first page loads.
    manifest: true,
  },
  // The gateway takes requests from its own pages alone: to it this page is one of them.
  server: { proxy: { '/api': { target: gateway, headers: { origin: gateway } } } },
});
