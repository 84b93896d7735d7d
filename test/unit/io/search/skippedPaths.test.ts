import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { defaultScope } from '../../../../src/core/scope/searchScope';
import { diskFiles } from '../../../../src/io/search/folderFiles';
import { walkWorkspace } from '../../../../src/io/search/workspaceWalk';
import { useFolder } from '../../../support/deletion/useFolder';
import { has } from '../../../support/testWith';

suite('a search that tells what it skips', () => {
  const folder = useFolder();

  test('names each file that it counts, and why', async () => {
    const write = async (file: string, content: string | Uint8Array) => {
      const target = path.join(folder(), file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, content);
    };
    await write('page.html', '<p>searched</p>');
    await write('dump.sql', 'x'.repeat(2_000));
    await write('vendor/lib.js', 'code');
    await write(
      'picture.bin',
      new Uint8Array(600).map((_, at) => (at * 37) & 255),
    );
    await write('.gitignore', 'out/\n');
    await write('out/a/generated.js', 'code');
    await mkdir(path.join(folder(), '.git'));
    if (has('symbolic links')) await symlink('page.html', path.join(folder(), 'same.html'));
    const told: Record<string, string> = {};
    const walk = walkWorkspace({
      files: diskFiles(folder()),
      context: finderContext([]),
      scope: { ...defaultScope, maxFileSize: 1_000, exclude: ['vendor/**'] },
      signal: new AbortController().signal,
      onSkip: (file, reason) => {
        told[file] = reason;
      },
    });
    let step = await walk.next();
    while (!step.done) step = await walk.next();
    const { skipped } = step.value;
    assert.deepEqual(told, {
      'dump.sql': 'tooLarge',
      'vendor/lib.js': 'excluded',
      'picture.bin': 'binary',
      'out/a/generated.js': 'ignored',
      ...(has('symbolic links') && { 'same.html': 'link' }),
    });
    const counted = Object.values(skipped).reduce((sum, count) => sum + count);
    assert.equal(Object.keys(told).length, counted);
  });
});
