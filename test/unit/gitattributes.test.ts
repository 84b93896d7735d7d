import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gitRepository } from '../support/gitRepository';
import { useFolder } from '../support/deletion/useFolder';
import { root } from '../support/paths';

suite('a clone with Windows’ line ends', () => {
  const folder = useFolder();
  const files = ['README.md', 'src/extension.ts', 'media/icon.png', 'test/run.mjs', '.npmrc'];

  function cloneOf(...copied: readonly string[]): string {
    const origin = path.join(folder(), 'origin');
    mkdirSync(origin);
    const { git, commit } = gitRepository(origin);
    for (const file of copied) {
      mkdirSync(path.dirname(path.join(origin, file)), { recursive: true });
      copyFileSync(path.join(root, file), path.join(origin, file));
    }
    commit('all');
    const clone = path.join(folder(), 'clone');
    git('clone', '--quiet', '--config', 'core.autocrlf=true', origin, clone);
    return clone;
  }

  test('has the files byte for byte', () => {
    const clone = cloneOf('.gitattributes', ...files);
    for (const file of files) {
      assert.deepEqual(readFileSync(path.join(clone, file)), readFileSync(path.join(root, file)));
    }
  });

  test('would have others without .gitattributes', () => {
    const clone = cloneOf(...files);
    assert.ok(readFileSync(path.join(clone, 'README.md')).includes('\r\n'));
  });
});
