/** Below `dist/`: the workflows as compiled, and the file they are bundled into at build time. */
export const workflowEntry = 'apps/cycles/src/workflows/index.js';
export const workflowBundle = 'apps/cycles/workflow-bundle.js';
