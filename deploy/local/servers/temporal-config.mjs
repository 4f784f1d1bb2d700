/** Temporal's parts and the two ports of each: for calls and for finding each other. */
export const temporalParts = /** @type {const} */ (['frontend', 'history', 'matching', 'worker']);

/** @param {string} part */
export const portNames = (part) => /** @type {const} */ ([`temporal-${part}`, `temporal-${part}-membership`]);

/**
 * @param {{ databaseUrl: string, databases: { main: string, visibility: string }, ports: Record<string, number>, dynamicConfigFile: string }} settings
 */
export function temporalConfig({ databaseUrl, databases, ports, dynamicConfigFile }) {
  const host = '127.0.0.1';
  const frontend = `${host}:${ports['temporal-frontend']}`;
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
            sql: { ...connection(databaseUrl, databases.main), maxConns: 20, maxIdleConns: 20, maxConnLifetime: '1h' },
          },
          visibility: {
            sql: {
              ...connection(databaseUrl, databases.visibility),
              maxConns: 5,
              maxIdleConns: 5,
              maxConnLifetime: '1h',
            },
          },
        },
      },
      global: { membership: { maxJoinDuration: '30s', broadcastAddress: host } },
      services: Object.fromEntries(
        temporalParts.map((part) => {
          const [grpc, membership] = portNames(part);
          return [part, { rpc: { grpcPort: ports[grpc], membershipPort: ports[membership], bindOnIP: host } }];
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

/** @param {string} databaseUrl @param {string} databaseName */
function connection(databaseUrl, databaseName) {
  const { hostname, port, username, password } = new URL(databaseUrl);
  return {
    pluginName: 'postgres12',
    databaseName,
    connectAddr: `${hostname}:${port || 5432}`,
    connectProtocol: 'tcp',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}
