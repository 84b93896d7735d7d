import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundledNode, chooseNode, moveAside, systemNode, withPath } from '../../support/setUp.mjs';
import { useFolder } from '../../support/deletion/useFolder';

suite('the Node that the runner takes', () => {
  const folder = useFolder();

  test('is the one of the package, else the running one, if the tools can use it', () => {
    const parts = { bundled: '/p/node', running: '/usr/bin/node' };
    const chosen = (isThere: boolean, version: string) =>
      chooseNode({ ...parts, isThere, version }).node;
    assert.equal(chosen(true, '20.1.0'), '/p/node');
    assert.equal(chosen(false, '22.1.0'), '/usr/bin/node');
    assert.equal(chosen(false, '25.0.0'), '/usr/bin/node');
    const { node, problem } = chooseNode({ ...parts, isThere: false, version: '20.1.0' });
    assert.equal(node, undefined);
    assert.match(problem ?? '', /need Node 22 or newer; this is 20\.1\.0/);
  });

  test('is never one that npm is about to replace, where it runs npm', () => {
    const own = bundledNode('/shop');
    const all = (file: string) => file !== '/nowhere/node';
    const choose = (env: Readonly<Record<string, string | undefined>>, running: string) =>
      systemNode({ root: '/shop', env, running, platform: 'linux', isThere: all });
    const PATH = `/shop/node_modules/.bin:/nowhere:/usr/bin`;
    assert.equal(choose({ PATH, npm_node_execpath: '/opt/node' }, own), '/opt/node');
    assert.equal(choose({ PATH, npm_node_execpath: own }, own), '/usr/bin/node');
    assert.equal(choose({ PATH }, '/opt/node24'), '/opt/node24');
    assert.equal(choose({ PATH: '/shop/node_modules/.bin' }, own), own, 'there is no other');
  });

  test('is moved out of npm’s way on Windows while it runs, and what was moved before goes', () => {
    const root = folder();
    const bundled = bundledNode(root, 'win32');
    mkdirSync(path.dirname(bundled), { recursive: true });
    writeFileSync(bundled, '');
    mkdirSync(path.join(root, '.vscode-test'));
    writeFileSync(path.join(root, '.vscode-test/replaced-node-1.exe'), '');
    moveAside('/usr/bin/node', { root, bundled, platform: 'win32' });
    assert.deepEqual(readdirSync(path.dirname(bundled)), ['node.exe']);
    moveAside(bundled, { root, bundled, platform: 'linux' });
    assert.deepEqual(readdirSync(path.dirname(bundled)), ['node.exe']);
    moveAside(bundled, { root, bundled, platform: 'win32' });
    assert.deepEqual(readdirSync(path.dirname(bundled)), []);
    const moved = `replaced-node-${process.pid}.exe`;
    assert.deepEqual(readdirSync(path.join(root, '.vscode-test')), [moved]);
  });

  test('goes on with one path, whatever Windows calls it', () => {
    const env = withPath({ Path: 'C:\\old', HOME: '/h' }, ['/a', '/b']);
    assert.deepEqual(env, { HOME: '/h', PATH: ['/a', '/b'].join(path.delimiter) });
  });
});
