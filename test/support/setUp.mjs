// What the runner needs before anything is installed: only Node's own parts.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The Node of the package "node", below a checkout. */
export function bundledNode(root, platform = process.platform) {
  return path.join(root, 'node_modules/node/bin', platform === 'win32' ? 'node.exe' : 'node');
}

/** The oldest Node that the tools run with, where the package "node" brought none. */
const oldest = 22;

/**
 * The Node to go on with: the one that the package "node" brought; where it has none for this
 * machine, the one that runs, if the tools can use it. Otherwise why there is none.
 */
export function chooseNode({ bundled, isThere = existsSync(bundled), running, version }) {
  if (isThere) return { node: bundled };
  if (Number(version.split('.')[0]) >= oldest) return { node: running };
  return {
    problem:
      `The package "node" brought no Node for this machine, and the tools need Node ${oldest} or ` +
      `newer; this is ${version}. Install it from https://nodejs.org.`,
  };
}

/**
 * The Node that npm has to run with: one outside of what npm replaces, which Windows refuses to
 * replace while it runs.
 */
export function systemNode({
  root,
  env,
  running,
  platform = process.platform,
  isThere = existsSync,
}) {
  const own = path.join(root, 'node_modules') + path.sep;
  const program = platform === 'win32' ? 'node.exe' : 'node';
  const folders = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter((each) => each !== '');
  const found = [
    env.npm_node_execpath,
    running,
    ...folders.map((folder) => path.join(folder, program)),
  ].find((file) => file && !path.resolve(file).startsWith(own) && isThere(file));
  return found ?? running;
}

/**
 * Moves the Node that runs this out of npm's way. Windows lets a running program be renamed, and
 * never be deleted. What was moved before goes, unless it still runs.
 */
export function moveAside(running, { root, bundled, platform = process.platform }) {
  const folder = path.join(root, '.vscode-test');
  const old = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of old.filter((each) => each.startsWith('replaced-node-'))) {
    try {
      rmSync(path.join(folder, name), { force: true });
    } catch {
      // It runs: another time.
    }
  }
  if (platform !== 'win32' || path.resolve(running) !== path.resolve(bundled)) return;
  mkdirSync(folder, { recursive: true });
  renameSync(bundled, path.join(folder, `replaced-node-${process.pid}.exe`));
}

/** An environment with another path, whichever case the system gives its name. */
export function withPath(env, paths) {
  const others = Object.entries(env).filter(([name]) => name.toUpperCase() !== 'PATH');
  return { ...Object.fromEntries(others), PATH: paths.join(path.delimiter) };
}
