import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Each line of "What happens when…", by its beginning, and the tests that show it. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  'you press Cancel': [
    'cancelling lets the request in flight end and sends no other',
    'a run that is cancelled at half goes on where it stopped',
  ],
  'some ids of a batch no longer exist': [
    'files that went meanwhile count as already gone, and the others are deleted',
  ],
  'ImageKit deletes one part of a batch': ['a batch that partly fails says so, and says why'],
  "ImageKit's rate limit is reached": ['a rate limit is waited out'],
  'the connection breaks before the answer comes': [
    'an answer that is lost is looked up, and nothing is sent twice',
  ],
  "something else answers in ImageKit's place": [
    'a ${status} without any mark of ImageKit decides nothing',
    "a key is not called read-only by 403 ${refusal} without ImageKit's mark",
    'is not halved, and the run stops with the cause',
  ],
  "a proxy removes ImageKit's request IDs": [
    "that ImageKit's marks don't arrive is told once for each account",
    'behind a proxy that removes request IDs, a file is deleted once its details say so',
    'behind a proxy that removes request IDs, no folder is deleted',
  ],
  "it can't be looked up either": ['is unknown when it can not be looked up'],
  'ImageKit stops answering': [
    'is given up after a few minutes and requests, and so is the run',
    'ends within two timeouts of a cancellation after',
  ],
  'a lost request may still arrive': [
    'is unknown after a cancellation, although it was seen there',
    'has failed when it is still there after that: the refusal says why',
  ],
  'the key is refused in the middle of a run': [
    'that expires in the middle stops the run at once, and another one resumes it',
  ],
  'Resume would reach another library': [
    'a run goes on in no other library, and can be closed there without a look-up',
    'a run of a library that does not show itself goes on only when the person says so',
  ],
  'the editor crashes or is reloaded': [
    'a run that a reload interrupts is told of, and goes on',
    '2,000 files go although their extension host is killed at half, and nothing else',
  ],
  'what is left of a run has changed since': [
    'what ${what} by the time of Resume is told before anything is sent, and stays',
    'keeps what has changed or is protected by now, and the folder around it',
  ],
  'a file changes or is protected while you are asked': [
    'an answer is for the guards of its moment: ${what} while a question stands',
    'a number that is typed late is for files that nobody has tagged since',
    'an answer that comes late is for what was asked about, and for nothing newer',
  ],
  "a file can't be checked before it is deleted": [
    'is not satisfied with a search that does not find a file',
    'keeps what was not seen, and the folder around it',
  ],
  'another window deletes from the same account': [
    'is refused while another process has it, and taken over when that was killed',
  ],
  'another machine deletes from the same account': [
    'files that went meanwhile count as already gone, and the others are deleted',
  ],
  "the disk can't keep the record": [
    'starts no run when the disk fails to ${operation}',
    'refuses a request that the disk does not confirm, and any after the end',
    'refuses the next request when it ${what}',
  ],
  'somebody adds a file to a folder': ['stay when something in them is not part of the plan'],
  'the current version of a file is asked for': [
    'versions go one by one, and their file stays',
    'a version is deleted below its file, and the current one has no Delete',
  ],
};

suite('README', () => {
  const readme = read('README.md');
  const tests = globSync('test/**/*.test.ts', { cwd: root }).map(read).join('\n');

  test('says nothing under "What happens when…" that no test shows', () => {
    const section = readme.split('## What happens when…')[1]?.split('\n## ')[0] ?? '';
    const lines = section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => line.slice(1).trim());
    assert.ok(lines.length > 0);
    for (const line of lines) {
      const beginning = Object.keys(shownBy).find((each) => line.startsWith(each));
      assert.ok(beginning !== undefined, `no test is named for "${line}"`);
      for (const title of shownBy[beginning] ?? []) assert.ok(tests.includes(title), title);
    }
    assert.equal(lines.length, Object.keys(shownBy).length);
  });

  test('names commands and files that exist', () => {
    const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> })
      .scripts;
    for (const [, name = ''] of readme.matchAll(/npm run ([\w:]+)/g))
      assert.ok(scripts[name], name);
    for (const [, file = ''] of readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      assert.ok(globSync(file, { cwd: root }).length > 0, file);
    }
  });
});
