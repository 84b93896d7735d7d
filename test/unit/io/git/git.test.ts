import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GitError } from '../../../../src/io/git/git';
import { listBranches } from '../../../../src/io/git/gitBranches';
import { changedSince, readEarlier } from '../../../../src/io/git/gitEarlier';
import { gitRepository } from '../../../support/gitRepository';
import type { GitRepository } from '../../../support/gitRepository';
import { removeTemporary, temporaryFolder } from '../../../support/temporaryFolder';

suite('what Git says about a folder', () => {
  let folder: string;
  let repository: GitRepository;

  setup(() => {
    folder = temporaryFolder('git');
    repository = gitRepository(folder);
  });

  teardown(() => removeTemporary(folder));

  function open(below = '', program = 'git') {
    const { signal } = new AbortController();
    return { folder: path.join(folder, below), program, signal };
  }

  async function earlier(below = '', ref = 'refs/heads/main', unsaved: readonly string[] = []) {
    const found = await changedSince(open(below), ref, unsaved);
    const files: Record<string, string> = {};
    for await (const { path: name, bytes } of readEarlier(open(below), found)) {
      files[name] = bytes ? Buffer.from(bytes).toString('utf8') : '(not here)';
    }
    return files;
  }

  function problem(expected: GitError['problem']) {
    return (error: unknown) => error instanceof GitError && error.problem === expected;
  }

  test('runs no program out of the folder that it reads', async () => {
    repository.commit('first');
    const marker = path.join(folder, 'ran');
    writeFileSync(path.join(folder, 'git'), `#!/bin/sh\ntouch '${marker}'\n`, { mode: 0o755 });
    const { PATH = '' } = process.env;
    try {
      // An empty entry means the folder a process runs in; Windows looks there by itself.
      process.env['PATH'] = `${path.delimiter}${PATH}`;
      assert.equal((await listBranches(open())).length, 1);
    } finally {
      process.env['PATH'] = PATH;
    }
    assert.equal(existsSync(marker), false);
  });

  test('has the branch that others leave from first', async () => {
    repository.commit('first');
    repository.git('branch', 'älter');
    repository.git('checkout', '--quiet', '-b', 'feature/new');
    repository.commit('second');
    const branches = await listBranches(open());
    assert.deepEqual(
      branches.map(({ name, isCurrent }) => [name, isCurrent]),
      [
        ['main', false],
        ['feature/new', true],
        ['älter', false],
      ],
    );
  });

  test("follows the remote's own default where there is one", async () => {
    repository.commit('first');
    repository.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD');
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    const branches = await listBranches(open());
    assert.deepEqual(
      branches.map(({ name }) => name),
      ['origin/trunk', 'main'],
    );
  });

  test('gives what changed files held where the branch began, whatever main did since', async () => {
    repository.write({
      'kept.md': 'kept',
      'edited.md': 'as it was',
      'deleted.md': 'gone\n\nnow',
      'renamed.md': 'moved',
      'of main.md': 'one',
      'empty.md': '',
    });
    const commit = repository.commit('first');
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.write({
      'edited.md': 'edited',
      'deleted.md': undefined,
      'renamed.md': undefined,
      'sub/renamed.md': 'moved',
      'new.md': 'new',
      'empty.md': 'full',
    });
    repository.commit('second');
    repository.git('checkout', '--quiet', 'main');
    repository.write({ 'of main.md': 'two' });
    repository.commit('third');
    repository.git('checkout', '--quiet', 'feature');
    assert.deepEqual(await earlier(), {
      'deleted.md': 'gone\n\nnow',
      'edited.md': 'as it was',
      'empty.md': '',
      'renamed.md': 'moved',
    });
    assert.equal((await changedSince(open(), 'refs/heads/main', [])).commit, commit);
  });

  test('counts what is not committed, and what is not even saved', async () => {
    repository.write({ 'edited.md': 'one', 'unsaved.md': 'two', 'kept.md': 'three' });
    repository.commit('first');
    repository.write({ 'edited.md': 'changed' });
    assert.deepEqual(await earlier('', 'refs/heads/main', ['unsaved.md', 'never committed.md']), {
      'edited.md': 'one',
      'unsaved.md': 'two',
    });
  });

  test('speaks of the opened folder alone, with paths that begin there', async () => {
    repository.write({
      'packages/web/[id] ü.tsx': 'one',
      'packages/web/open.tsx': 'two',
      'packages/api/x.ts': 'three',
    });
    repository.commit('first');
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.write({ 'packages/web/[id] ü.tsx': undefined, 'packages/api/x.ts': undefined });
    assert.deepEqual(await earlier(path.join('packages', 'web'), 'refs/heads/main', ['open.tsx']), {
      '[id] ü.tsx': 'one',
      'open.tsx': 'two',
    });
  });

  test('hands large files over as they were, byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 7) % 256);
    repository.write({ 'large.dump': bytes, 'small.md': 'x' });
    repository.commit('first');
    repository.write({ 'large.dump': '', 'small.md': '' });
    const found = await changedSince(open(), 'refs/heads/main', []);
    const read = [];
    for await (const file of readEarlier(open(), found)) read.push(file);
    assert.deepEqual(
      read.map((file) => [file.path, file.bytes?.length]),
      [
        ['large.dump', 3_000_000],
        ['small.md', 1],
      ],
    );
    assert.ok(Buffer.from(bytes).equals(read[0]?.bytes ?? Buffer.alloc(0)));
  });

  test('runs no program that the repository names', async () => {
    repository.write({ '.gitattributes': '*.md diff=spy', 'a.md': 'one' });
    repository.commit('first');
    const spy = `node -e "require('fs').writeFileSync('spied','')"`;
    repository.git('config', 'diff.external', spy);
    repository.git('config', 'diff.spy.textconv', spy);
    repository.git('config', 'diff.spy.command', spy);
    repository.git('config', 'core.fsmonitor', spy);
    repository.write({ 'a.md': 'two' });
    assert.deepEqual(await earlier(), { 'a.md': 'one' });
    assert.ok(!existsSync(path.join(folder, 'spied')));
  });

  test('says that a folder is in no repository', async () => {
    const elsewhere = temporaryFolder('no-git');
    await assert.rejects(listBranches({ ...open(), folder: elsewhere }), problem('noRepository'));
    removeTemporary(elsewhere);
  });

  test('says that there is no Git', async () => {
    await assert.rejects(listBranches(open('', 'no-such-git')), problem('noGit'));
  });

  test('says that two branches have nothing in common', async () => {
    repository.commit('first');
    repository.git('checkout', '--quiet', '--orphan', 'other');
    repository.commit('second');
    await assert.rejects(earlier(), problem('nothingInCommon'));
  });

  test('says what else is wrong in the words of Git', async () => {
    repository.commit('first');
    await assert.rejects(earlier('', 'refs/heads/nope'), /refs\/heads\/nope/);
  });

  test('ends when it is cancelled', async () => {
    repository.commit('first');
    const aborter = new AbortController();
    aborter.abort(new Error('enough'));
    await assert.rejects(listBranches({ ...open(), signal: aborter.signal }), /enough/);
  });
});
