/** Temporal's parts and the two ports of each: for calls and for finding each other. */
export const temporalParts = /** @type {const} */ (['frontend', 'history', 'matching', 'worker']);

/** @param {string} part */
export const portNames = (part) => /** @type {const} */ ([`temporal-${part}`, `temporal-${part}-membership`]);

/**
 * @param {{ connection: { address: string, user: string, password: string }, databases: { main: string, visibility: string }, ports: Record<string, number>, dynamicConfigFile: string,
 *   listenHost?: string }} settings
 */
export function temporalConfig({ connection, databases, ports, dynamicConfigFile, listenHost = '127.0.0.1' }) {
  // All parts are one process: they find each other on the loopback interface wherever the server listens.
  const self = '127.0.0.1';
  const store = (/** @type {string} */ databaseName) => ({
    pluginName: 'postgres12',
    databaseName,
    connectAddr: connection.address,
    connectProtocol: 'tcp',
    user: connection.user,
    password: connection.password,
  });
  const frontend = `${self}:${ports['temporal-frontend']}`;
  // JSON is YAML; what is generated needs no layout.
  return JSON.stringify(
    {
      log: { stdout: true, level: 'warn', format: 'json' },
      persistence: {
        defaultStore: 'main',
        visibilityStore: 'visibility',
        // Fixed for the life of the database.
        numHistoryShards: 64,
        datastores: {
          main: {
            sql: { ...store(databases.main), maxConns: 20, maxIdleConns: 20, maxConnLifetime: '1h' },
          },
          visibility: {
            sql: {
              ...store(databases.visibility),
              maxConns: 5,
              maxIdleConns: 5,
              maxConnLifetime: '1h',
            },
          },
        },
      },
      global: { membership: { maxJoinDuration: '30s', broadcastAddress: self } },
      services: Object.fromEntries(
        temporalParts.map((part) => {
          const [grpc, membership] = portNames(part);
          return [part, { rpc: { grpcPort: ports[grpc], membershipPort: ports[membership], bindOnIP: listenHost } }];
        }),
      ),
      clusterMetadata: {
        enableGlobalNamespace: false,
        failoverVersionIncrement: 10,
        masterClusterName: 'active',
        currentClusterName: 'active',
        clusterInformation: {
          active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: frontend },
        },
      },
      publicClient: { hostPort: frontend },
      dcRedirectionPolicy: { policy: 'noop' },
      dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '10s' },
    },
    null,
    2,
  );
}
