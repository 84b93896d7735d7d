// Runs one of the project's programs on a machine that may have nothing but Node and npm:
// puts the dependencies in place, then goes on with the Node 24 and tsx that came with them, or with
// the Node that runs this where the package "node" has none for this machine.
//   node test/run.mjs                  every suite
//   node test/run.mjs unit e2e         only these
//   node test/run.mjs e2e --grep x     options go to mocha
//   node test/run.mjs demo | desktop   the other programs
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledNode, chooseNode, moveAside, systemNode, withPath } from './support/setUp.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bundled = bundledNode(root);
const paths = process.env.PATH ?? process.env.Path ?? '';
const programs = { demo: 'demo.ts', desktop: 'desktop.ts' };

/** What npm writes last: older than the lock file, or missing, means an install is due. */
function dependenciesAreCurrent() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

function installDependencies() {
  console.log('Installing the dependencies (npm ci)');
  const npm = process.env.npm_execpath;
  const system = systemNode({ root, env: process.env, running: process.execPath });
  moveAside(process.execPath, { root, bundled });
  // npm itself takes the first Node of the path.
  const env = withPath(process.env, [path.dirname(system), paths]);
  const result = npm?.endsWith('.js')
    ? spawnSync(system, [npm, 'ci'], { cwd: root, stdio: ['ignore', 2, 2], env })
    : spawnSync('npm ci', { cwd: root, stdio: ['ignore', 2, 2], shell: true, env });
  if (result.status !== 0) {
    console.error('npm ci did not finish. It needs npm 10 or newer and the npm registry.');
    fail();
  }
}

function fail() {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Node 20 or newer is needed; this is ${process.version}. See https://nodejs.org.`);
  fail();
}
if (!dependenciesAreCurrent()) installDependencies();
const { node, problem } = chooseNode({
  bundled,
  running: process.execPath,
  version: process.versions.node,
});
if (problem) {
  console.error(problem);
  fail();
}

const [name, ...rest] = process.argv.slice(2);
const program = programs[name] ?? 'runSuites.ts';
const args = program === 'runSuites.ts' ? process.argv.slice(2) : rest;
const child = spawn(node, ['--import', 'tsx', path.join(root, 'test/support', program), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: withPath(process.env, [path.dirname(node), path.join(root, 'node_modules/.bin'), paths]),
});
// npm hands a signal to its shell, which keeps it: a parent that is gone says the same.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
