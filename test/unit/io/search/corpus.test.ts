import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { Reference, Strength } from '../../../../src/core/reference';
import { ReferenceIndex } from '../../../../src/core/lookup/referenceIndex';
import { defaultScope } from '../../../../src/core/scope/searchScope';
import { folderFiles } from '../../../../src/scripts/folderFiles';
import { scanWithRipgrep } from '../../../../src/io/search/ripgrep';
import { decodeText } from '../../../../src/io/textFile';
import { walkWorkspace } from '../../../../src/io/search/workspaceWalk';
import { drain } from '../../../support/drain';
import { readMarkedCorpus } from '../../../support/markedCorpus';

/** What is expected of one workspace of the corpus. */
interface Expected {
  readonly endpoints: readonly string[];
  /** Endpoints that its files configure. */
  readonly configured: readonly string[];
  /** By file: `line:column strength kind what | value`. */
  readonly hits: Readonly<Record<string, readonly string[]>>;
  /** By file: `line text`; nothing certain or likely may touch the text. */
  readonly nonHits: Readonly<Record<string, readonly string[]>>;
}

const corpus = join(__dirname, '../../../fixtures/references');

function shown({ ref, place, value, strength, otherAccount }: Reference): string {
  const what = {
    id: () => ('fileId' in ref ? ref.fileId : ''),
    version: () => (ref.kind === 'version' ? `${ref.fileId}@${ref.versionId}` : ''),
    url: () => ('path' in ref ? ref.path : ''),
    path: () => ('path' in ref ? ref.path : ''),
    name: () => ('name' in ref ? ref.name : ''),
  }[ref.kind]();
  const kind = otherAccount ? 'otherAccount' : ref.kind;
  return `${place.file} ${place.line}:${place.column} ${strength} ${kind} ${what} | ${value}`;
}

async function search(
  folder: string,
  endpoints: readonly string[],
  program: string | undefined,
): Promise<ReferenceIndex> {
  const index = new ReferenceIndex();
  const scan = {
    scope: defaultScope,
    context: finderContext(endpoints.map((url) => ({ url }))),
    onFile: (path: string) => {
      index.siteFiles.add(path);
    },
    signal: new AbortController().signal,
  };
  const { yielded } = await drain(
    program === undefined
      ? walkWorkspace({ ...scan, files: folderFiles(folder) })
      : scanWithRipgrep({ ...scan, folder, program }),
  );
  for (const findings of yielded) index.set(findings);
  return index;
}

/** Of what was found, how much is right; of what is there, how much was found. */
function score(found: ReadonlySet<string>, expected: ReadonlySet<string>) {
  const right = [...found].filter((each) => expected.has(each)).length;
  return {
    expected: expected.size,
    found: found.size,
    precision: found.size === 0 ? 1 : right / found.size,
    recall: expected.size === 0 ? 1 : right / expected.size,
  };
}

const strengths = ['certain', 'likely', 'weak'] as const satisfies readonly Strength[];

/** Prints how well the references of a strength were found, and holds both figures to 1. */
function compare(
  workspace: string,
  strength: Strength,
  references: readonly Reference[],
  hits: readonly string[],
): void {
  const of = (lines: readonly string[]) =>
    new Set(lines.filter((line) => new RegExp(`:\\d+ ${strength} `).test(line)));
  const found = of(references.map(shown));
  const wanted = of(hits);
  const result = score(found, wanted);
  const figures = Object.entries(result).map(([name, value]) => `${name} ${value}`);
  console.log(`      ${workspace}, ${strength}: ${figures.join(', ')}`);
  assert.deepEqual([...found].sort(), [...wanted].sort());
}

for (const workspace of ['acme', 'plain']) {
  const expected = JSON.parse(readFileSync(join(corpus, `${workspace}.json`), 'utf8')) as Expected;
  const hits = Object.entries(expected.hits).flatMap(([file, lines]) =>
    lines.map((line) => `${file} ${line}`),
  );

  suite(`the corpus of references: ${workspace}`, () => {
    for (const [way, program] of [
      ['with ripgrep', rgPath],
      ['without ripgrep', undefined],
    ] as const) {
      let references: readonly Reference[] = [];
      let configured: readonly string[] = [];

      suiteSetup(async () => {
        const index = await search(join(corpus, workspace), expected.endpoints, program);
        references = [...index.all()];
        configured = [...index.endpoints().keys()].sort();
      });

      for (const strength of strengths) {
        test(`${way}: precision and recall of what is ${strength} are 1`, () => {
          compare(workspace, strength, references, hits);
        });
      }

      test(`${way}: no lookalike is certain or likely`, () => {
        for (const [file, lines] of Object.entries(expected.nonHits)) {
          const text = decodeText(readFileSync(join(corpus, workspace, file)));
          const source = (text ?? readFileSync(join(corpus, workspace, file), 'latin1')).split(
            /\r?\n/,
          );
          for (const entry of lines) {
            const line = parseInt(entry, 10);
            const lookalike = entry.slice(entry.indexOf(' ') + 1);
            const start = (source[line - 1] ?? '').indexOf(lookalike) + 1;
            assert.ok(start > 0, `${file}:${entry} is not in the corpus`);
            const touching = references.filter(
              ({ place, strength }) =>
                strength !== 'weak' &&
                place.file === file &&
                place.line === line &&
                place.column < start + lookalike.length &&
                start < place.column + place.length,
            );
            assert.deepEqual(touching.map(shown), [], `${file}:${entry}`);
          }
        }
      });

      test(`${way}: finds the endpoints that the files configure`, () => {
        assert.deepEqual(configured, [...expected.configured].sort());
      });
    }
  });
}

const marked = join(corpus, 'forms');

for (const workspace of readdirSync(marked).map((file) => file.replace(/\.txt$/, ''))) {
  suite(`the marked corpus of references: ${workspace}`, () => {
    const { endpoints, files } = readMarkedCorpus(join(marked, `${workspace}.txt`));
    const hits = files.flatMap(({ path, expected }) => expected.map((each) => `${path} ${each}`));
    let folder = '';

    suiteSetup(async () => {
      folder = await mkdtemp(join(tmpdir(), 'marked corpus-'));
      for (const { path, bytes } of files) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), bytes);
      }
    });

    suiteTeardown(() => rm(folder, { recursive: true, force: true }));

    for (const [way, program] of [
      ['with ripgrep', rgPath],
      ['without ripgrep', undefined],
    ] as const) {
      for (const strength of strengths) {
        test(`${way}: precision and recall of what is ${strength} are 1`, async () => {
          const index = await search(folder, endpoints, program);
          compare(workspace, strength, [...index.all()], hits);
        });
      }
    }
  });
}
