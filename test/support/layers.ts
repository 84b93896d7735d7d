import type { IForbiddenRuleType } from 'dependency-cruiser';

/** The rooms of src/ and those that each may import, beside itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  api: [],
  core: ['api'],
  io: ['api', 'core'],
  vscode: ['api', 'core', 'io'],
  scripts: ['api', 'core', 'io'],
  sandbox: [],
};

const error = 'error' as const;

/** Built-ins that touch the disk, the network or another process. */
const ioBuiltIns =
  '^(node:)?(fs|net|tls|http|https|http2|dgram|dns|child_process|cluster|worker_threads|inspector|repl|readline|process|os)(/|$)';

const rooms = Object.entries(mayImport).map(([room, below]) => ({
  name: `${room}-imports-only-what-is-below`,
  severity: error,
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...below].join('|')})/` },
}));

/** The shell below `App`: what is known and shown; then the views; above it what a person sets off. */
const state = '(account|cdn|failures|library|plan|references|run|settings|ui)';

/** The import rule of this project, for dependency-cruiser. */
export const layers: IForbiddenRuleType[] = [
  ...rooms,
  {
    name: 'no-cycle',
    severity: error,
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphan',
    severity: error,
    from: { orphan: true, path: '^src/', pathNot: '^src/extension\\.ts$' },
    to: {},
  },
  {
    name: 'resolvable',
    severity: error,
    from: {},
    to: { couldNotResolve: true, pathNot: '^vscode$' },
  },
  {
    name: 'only-src-vscode-knows-vscode',
    severity: error,
    from: { path: '^src/', pathNot: '^src/(vscode/|(extension|makeApp)\\.ts$)' },
    to: { path: '^vscode$|/@types/vscode/' },
  },
  {
    name: 'one-file-fetches',
    severity: error,
    from: { path: '^src/', pathNot: '^src/api/http\\.ts$' },
    to: { path: '(^|/)node-fetch(/|$)' },
  },
  {
    name: 'core-does-no-io',
    severity: error,
    from: { path: '^src/core/' },
    to: { path: ioBuiltIns },
  },
  {
    name: 'a-command-knows-no-other',
    severity: error,
    from: {
      path: '^src/vscode/commands/[^/]+/',
    },
    to: { path: '^src/vscode/commands/' },
  },
  {
    name: 'state-knows-no-app',
    severity: error,
    from: { path: `^src/vscode/${state}/` },
    to: { path: '^src/vscode/', pathNot: `^src/vscode/${state}/` },
  },
  {
    name: 'views-know-no-app',
    severity: error,
    from: { path: '^src/vscode/tree/' },
    to: { path: '^src/vscode/', pathNot: `^src/vscode/(${state}|tree)/` },
  },
  {
    name: 'only-running-loads-commands',
    severity: error,
    from: { path: '^src/', pathNot: '^src/vscode/commands/' },
    to: { path: '^src/vscode/commands/', pathNot: '/registerCommands\\.ts$' },
  },
];
