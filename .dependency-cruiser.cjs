const apps = ['gateway', 'roles', 'metrics', 'cycles', 'notifications', 'audit', 'web', 'demo-office'];
/** Import directions of docs/architecture.md; test/architecture plants violations to prove that these rules can fail. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: '(\\.spec\\.ts$|/testing/)' },
      to: { pathNot: '^(libs/domain/|node_modules/decimal\\.js/)' },
    },
    {
      name: 'contracts-know-domain-only',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: '(workflow\\.ts|\\.spec\\.ts)$' },
      to: { pathNot: '^(libs/contracts/|libs/domain/|node_modules/(zod|decimal\\.js)/)' },
    },
    {
      name: 'platform-has-no-business',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: '^(apps/|libs/(domain|contracts)/)' },
    },
    {
      name: 'workflows-are-deterministic',
      severity: 'error',
      from: { path: '^apps/cycles/src/workflows/', pathNot: '\\.(int-)?spec\\.ts$' },
      to: {
        pathNot:
          '^(apps/cycles/src/workflows/|libs/domain/(cycle|calendar)/|libs/contracts/|node_modules/@temporalio/(workflow|common)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    ...apps.map((app) => ({
      name: `${app}-imports-no-other-app`,
      severity: 'error',
      from: { path: `^apps/${app}/` },
      to: { path: '^apps/', pathNot: `^apps/${app}/` },
    })),
    {
      name: 'web-imports-http-and-domain-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: {
        path: '^libs/',
        pathNot: '^libs/(domain/|contracts/([^/]+/http\\.ts|metrics/standard-format\\.ts|route\\.ts|values\\.ts))',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|^\\.kaohe/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
