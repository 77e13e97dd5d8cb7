// Dependency direction: kernel <- modules of src <- collections | plugins <- main and app. Nothing points back.
const STAIRS = [
  'kernel',
  'launcher',
  'tenancy',
  'identity',
  'events',
  'jobs',
  'fields',
  'collection',
  'files',
  'imports',
  'workflows',
  'plugin',
  'verticals',
  'server',
  'main',
]

// one rule per step: a module may only look down the stairs
const stairs = STAIRS.slice(0, -1).map((step, i) => ({
  name: `stairs-${step}`,
  severity: 'error',
  from: { path: `^src/${step}/` },
  to: { path: `^src/(${[...STAIRS.slice(i + 1), 'app'].join('|')})/` },
}))

export default {
  forbidden: [
    ...stairs,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-type-cycles', severity: 'warn', from: {}, to: { circular: true } },
    {
      name: 'kernel-knows-nobody',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^(src/(?!kernel/)|plugins/|collections/|verticals/|tests/)' },
    },
    {
      name: 'launcher-knows-the-kernel',
      comment: 'the launcher runs before anything of the product is loaded',
      severity: 'error',
      from: { path: '^src/launcher/' },
      to: { path: '^(src/(?!kernel/|launcher/)|plugins/|collections/|verticals/)' },
    },
    {
      name: 'src-never-points-out',
      comment: 'only src/main (the composition root) and src/app may see plugins and collections',
      severity: 'error',
      from: { path: '^src/(?!main/|app/)' },
      to: { path: '^(plugins|collections|verticals)/' },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { pathNot: '^(src/(main|app)/|tests/|bench/|[^/]+$)' },
      to: { path: '^src/main/' },
    },
    {
      name: 'plugin-never-imports-plugin',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/' },
      to: { path: '^plugins/', pathNot: '^plugins/$1/' },
    },
    {
      name: 'plugin-never-imports-collection',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^collections/' },
    },
    {
      name: 'collection-never-imports-plugin',
      severity: 'error',
      from: { path: '^collections/' },
      to: { path: '^plugins/' },
    },
    {
      name: 'collection-never-imports-collection',
      severity: 'error',
      from: { path: '^collections/([^/]+)/' },
      to: { path: '^collections/', pathNot: '^collections/($1|_shared)/' },
    },
    {
      name: 'enter-by-the-door',
      comment: 'between modules of src: index.ts or types.ts only',
      severity: 'error',
      from: { path: '^src/(?!main/|app/)([^/]+)/' },
      to: { path: '^src/(?!kernel/)[^/]+/(?!index\\.ts$|types\\.ts$)', pathNot: '^src/$1/' },
    },
    {
      name: 'enter-src-by-the-door',
      comment: 'from plugins and collections: index.ts or types.ts only',
      severity: 'error',
      from: { path: '^(plugins|collections)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/(?!kernel/)[^/]+/(?!index\\.ts$|types\\.ts$)' },
    },
    {
      name: 'enter-kernel-by-the-door',
      severity: 'error',
      from: { path: '^(src|plugins|collections)/', pathNot: '^src/kernel/' },
      to: { path: '^src/kernel/[^/]+/(?!index\\.ts$|types\\.ts$)' },
    },
    {
      name: 'not-by-your-own-door',
      severity: 'error',
      from: { path: '^(src|plugins|collections)/(?!kernel/)([^/]+)/.+', pathNot: '/index\\.ts$' },
      to: { path: '^$1/$2/index\\.ts$' },
    },
    {
      name: 'server-code-stays-out-of-admin',
      severity: 'error',
      from: { path: '/admin/.+\\.client\\.tsx$' },
      to: { path: '(operations|sql|tasks|workflows)/' },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: '^(src|plugins|collections)/', pathNot: '(\\.spec\\.ts$|^src/testing/)' },
      to: { path: '(^tests/|^bench/|^src/testing/|\\.spec\\.ts$)' },
    },
    {
      name: 'migrations-are-frozen',
      comment: 'a migration may not change when the code it came from changes',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(src|plugins|collections)/' },
    },
    {
      name: 'no-second-orm',
      comment: 'every statement goes through src/kernel/db; see DECISIONS.md',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/(@payloadcms/(db-|drizzle)|drizzle-|graphile-worker)' },
    },
    {
      name: 'one-driver',
      comment: 'only the pool, the launcher and tests open connections of their own',
      severity: 'error',
      from: {
        path: '^(src|plugins|collections)/',
        pathNot: '^src/(kernel/db|launcher|main|tenancy)/',
      },
      to: { path: 'node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-package-in-product',
      severity: 'error',
      from: { path: '^(src|plugins|collections)/', pathNot: '\\.spec\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'warn',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '(^|/)\\.[^/]+\\.mjs$', '\\.config\\.[jt]s$', '\\.spec\\.ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
}
