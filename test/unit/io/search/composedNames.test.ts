import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { defaultScope } from '../../../../src/core/scope/searchScope';
import { diskFiles } from '../../../../src/io/search/folderFiles';
import { walkWorkspace } from '../../../../src/io/search/workspaceWalk';
import { gitRepository } from '../../../support/gitRepository';
import { useFolder } from '../../../support/deletion/useFolder';
import { useOtherSystem } from '../../../support/otherSystem';

const nfd = 'cafe\u0301.md';
const nfc = 'caf\u00e9.md';

suite('a name that macOS spells otherwise than Git', () => {
  const folder = useFolder();
  const system = useOtherSystem();

  async function searched(): Promise<readonly string[]> {
    const files: string[] = [];
    const walk = walkWorkspace({
      files: diskFiles(folder()),
      scope: defaultScope,
      context: finderContext([]),
      signal: new AbortController().signal,
    });
    for await (const { file } of walk) files.push(file);
    return files.sort();
  }

  test('is searched where Git tracks it though it ignores it', async () => {
    const { git } = gitRepository(folder());
    writeFileSync(path.join(folder(), '.gitignore'), 'caf*\n');
    writeFileSync(path.join(folder(), nfc), `{ "fileId": "64f0c1d2e3a4b5c6d7e8f901" }`);
    git('add', '--force', nfc);
    renameSync(path.join(folder(), nfc), path.join(folder(), nfd));
    system.is('linux');
    assert.deepEqual(await searched(), [], 'on Linux it is another file, which is ignored');
    system.is('darwin');
    assert.deepEqual(await searched(), [nfd]);
  });
});
