import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Whoever builds, a test run too, builds what people get: React's development build is three times as large.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

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
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 8080}` } },
});
