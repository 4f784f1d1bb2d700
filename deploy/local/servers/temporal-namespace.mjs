const retentionDays = 30;

/**
 * Resolves when the server at the address serves the namespace, which is created when missing.
 * @param {string} address @param {string} namespace
 */
export async function ensureNamespace(address, namespace) {
  // Loaded when first needed: this module is also read before `npm ci`.
  const { Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  try {
    await connection.withDeadline(Date.now() + 3_000, async () => {
      await connection.workflowService.describeNamespace({ namespace }).catch((error) => {
        if (error.code !== grpcNotFound) throw error;
        return connection.workflowService.registerNamespace({
          namespace,
          description: 'Appraisal cycles',
          workflowExecutionRetentionPeriod: /** @type {any} */ ({ seconds: retentionDays * 24 * 3_600 }),
        });
      });
      // The namespace is registered before every part of the server knows it: ask one that has to.
      await connection.workflowService.listOpenWorkflowExecutions({ namespace, maximumPageSize: 1 });
      await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: 'readiness' },
        taskQueueType: 1,
      });
    });
  } finally {
    await connection.close();
  }
}

const grpcNotFound = 5;
