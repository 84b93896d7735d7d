import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { findInFile } from '../../../../src/core/finder/findReferences';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { FileFindings } from '../../../../src/core/fileFindings';
import { ReferenceIndex } from '../../../../src/core/lookup/referenceIndex';
import { defaultScope } from '../../../../src/core/scope/searchScope';
import { diskFiles } from '../../../../src/io/search/folderFiles';
import { scanWithRipgrep } from '../../../../src/io/search/ripgrep';
import { walkWorkspace } from '../../../../src/io/search/workspaceWalk';
import { drain } from '../../../support/drain';

/** A line of a workspace, and what it makes of a file of the library. */
interface Case {
  readonly filePath: string;
  readonly verdict: 'reference' | 'hint' | 'hint by name' | 'nothing';
  readonly file: string;
  readonly text: string;
}

const corpus = join(__dirname, '../../../fixtures/references/used');
const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);

function casesOf(name: string): readonly Case[] {
  const cases: Case[] = [];
  let head: Pick<Case, 'filePath' | 'verdict'> | undefined;
  for (const line of readFileSync(join(corpus, `${name}.txt`), 'utf8').split('\n')) {
    if (line.startsWith('#') || line === '') continue;
    const [, verdict, filePath = ''] =
      /^== (reference|hint by name|hint|nothing) (\/.*)$/.exec(line) ?? [];
    if (verdict !== undefined) head = { filePath, verdict: verdict as Case['verdict'] };
    else {
      const colon = line.indexOf(': ');
      const number = String(cases.length).padStart(3, '0');
      assert.ok(head && colon > 0, line);
      const file = `${number}/${line.slice(0, colon)}`;
      cases.push({ ...head, file, text: line.slice(colon + 2) });
    }
  }
  return cases;
}

/** What the file counts as where its line is all that a workspace holds. */
function verdictOf(filePath: string, findings: FileFindings | undefined): Case['verdict'] {
  const index = new ReferenceIndex();
  if (findings) index.set(findings);
  return verdictIn(index, filePath);
}

function verdictIn(index: ReferenceIndex, filePath: string): Case['verdict'] {
  const name = filePath.slice(filePath.lastIndexOf('/') + 1);
  const { references, hints } = index.usage({ fileId: 'f'.repeat(24), filePath, name });
  if (references.length > 0) return 'reference';
  if (hints.length === 0) return 'nothing';
  return hints.every(({ by }) => by === 'name') ? 'hint by name' : 'hint';
}

/** Files of the first corpus, and whether its texts use them, may use them, or don't. */
const uses: Readonly<Record<string, Case['verdict']>> = {
  '/home/any-account.jpg': 'reference',
  '/home/query.jpg': 'reference',
  '/cards/template.jpg': 'reference',
  '/php/known.jpg': 'reference',
  '/swift/hero.jpg': 'reference',
  '/home/other.jpg': 'hint',
  '/winter/teaser.jpg': 'hint',
  '/py/anything.jpg': 'hint',
  '/go/7.jpg': 'hint',
  '/swift/anything.jpg': 'hint',
  '/unused/anything.jpg': 'nothing',
  '/anything.jpg': 'nothing',
};

const shown = ({ verdict, filePath, file, text }: Case) =>
  `${verdict} ${filePath} ${file}: ${text}`;

for (const name of ['full-paths', 'gaps']) {
  suite(`what counts as used: ${name}`, () => {
    const cases = casesOf(name);
    let folder = '';

    suiteSetup(async () => {
      folder = await mkdtemp(join(tmpdir(), 'used files-'));
      for (const { file, text } of cases) {
        await mkdir(join(folder, file, '..'), { recursive: true });
        await writeFile(join(folder, file), `${text}\n`);
      }
    });

    suiteTeardown(() => rm(folder, { recursive: true, force: true }));

    const compare = (findings: readonly FileFindings[]) => {
      const byFile = new Map(findings.map((each) => [each.file, each]));
      const found = cases.map((each) =>
        shown({ ...each, verdict: verdictOf(each.filePath, byFile.get(each.file)) }),
      );
      assert.deepEqual(found, cases.map(shown));
    };

    test('in an editor', () => {
      compare(cases.map(({ file, text }) => findInFile(text, file, context)));
    });

    for (const [way, program] of [
      ['with ripgrep', rgPath],
      ['without ripgrep', undefined],
    ] as const) {
      test(way, async () => {
        const scan = { scope: defaultScope, context, signal: new AbortController().signal };
        const { yielded } = await drain(
          program === undefined
            ? walkWorkspace({ ...scan, files: diskFiles(folder) })
            : scanWithRipgrep({ ...scan, folder, program }),
        );
        compare(yielded);
      });
    }
  });
}

suite('what a whole workspace uses', () => {
  let index: ReferenceIndex;

  suiteSetup(async () => {
    const endpoints = ['https://ik.imagekit.io/acme', 'https://img.acme.example/shop'];
    const scan = {
      scope: defaultScope,
      context: finderContext(endpoints.map((url) => ({ url }))),
      signal: new AbortController().signal,
    };
    const files = diskFiles(join(corpus, '../acme'));
    index = new ReferenceIndex();
    for (const each of (await drain(walkWorkspace({ ...scan, files }))).yielded) index.set(each);
  });

  test('is never called unused', () => {
    const paths = Object.keys(uses);
    const found = paths.map((filePath) => [filePath, verdictIn(index, filePath)]);
    assert.deepEqual(Object.fromEntries(found), uses);
  });

  test('holds each file that a reference names', () => {
    for (const { ref, otherAccount, value } of index.all()) {
      if ((ref.kind !== 'url' && ref.kind !== 'path') || otherAccount) continue;
      assert.notEqual(verdictIn(index, ref.path), 'nothing', value);
    }
  });
});
