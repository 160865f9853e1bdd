/** The walls of docs/handbook.md. Each rule says why; the reason is printed with the error. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    rule(
      'no-cycles',
      'A cycle makes two rooms one: neither can be understood or tested alone.',
      {},
      { circular: true },
    ),
    rule(
      'domain-is-alone',
      'The domain is pure: no adapters, no application, no packages except vetted numeric ones.',
      { path: '^server/src/domain/' },
      { pathNot: ['^server/src/domain/', '^node_modules/(ml-matrix|simple-statistics)/'] },
    ),
    rule(
      'application-knows-only-the-domain',
      'Use cases speak to the world through their ports; who answers is decided in main.',
      { path: '^server/src/application/' },
      { path: '^server/src/(adapters/|main|cli|config)' },
    ),
    rule(
      'adapters-use-ports-and-domain',
      'An adapter implements a port; it never calls a use case or composes the program.',
      { path: '^server/src/adapters/' },
      { path: '^server/src/(application/(?!ports/)|main|cli|config)' },
    ),
    rule(
      'adapters-are-strangers',
      'Adapters never import each other: each can be replaced alone.',
      { path: '^server/src/adapters/([^/]+)/' },
      { path: '^server/src/adapters/', pathNot: '^server/src/adapters/$1/' },
    ),
    rule(
      'companion-does-not-know-the-local-org',
      'They meet over HTTP only, so that a misunderstanding of Salesforce cannot hide on both sides.',
      { path: '^server/src/' },
      { path: '^server/local-org/' },
    ),
    rule(
      'local-org-does-not-know-the-companion',
      'They meet over HTTP only, so that a misunderstanding of Salesforce cannot hide on both sides.',
      { path: '^server/local-org/' },
      { path: '^server/src/' },
    ),
    rule(
      'areas-meet-at-their-door',
      'Areas of the domain import each other only through index.ts.',
      { path: '^server/src/domain/([^/]+)/' },
      { path: '^server/src/domain/([^/]+)/', pathNot: ['^server/src/domain/$1/', '/index\\.ts$'] },
    ),
    rule(
      'shared-is-the-bottom',
      'domain/shared is what every area stands on; it knows none of them.',
      { path: '^server/src/domain/shared/' },
      { path: '^server/src/domain/(?!shared/)' },
    ),
    rule(
      'forecasting-stands-on-shared',
      'Within the domain: quota → forecasting, territory; compensation → quota; nothing the other way.',
      { path: '^server/src/domain/forecasting/' },
      { path: '^server/src/domain/(quota|territory|compensation|supply|meeting|kpi)/' },
    ),
    rule(
      'no-test-code-in-programs',
      'What ships does not import tests.',
      { path: '^(server/(src|local-org)|force-app)/', pathNot: '/__tests__/' },
      { path: '^server/test/|/__tests__/' },
    ),
    rule(
      'nothing-unresolvable',
      'An import that leads nowhere fails at run time.',
      { pathNot: '^force-app/|^server/local-org/shell/browser/' },
      { couldNotResolve: true },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tools.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^build/|\\.d\\.ts$|^force-app/.*/lwc/.*\\.js$|^scripts/test/samples/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
