// One search and some saves, in a process of its own, so that its memory is all the search's.
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReferenceIndex } from '../../src/core/lookup/referenceIndex';
import { diskFiles } from '../../src/io/search/folderFiles';
import { scanWithRipgrep } from '../../src/io/search/ripgrep';
import { readOneFile } from '../../src/io/search/workspaceWalk';
import { context, median, scope } from './scanSettings';

/** What a child process tells about one search. */
export interface Measured {
  readonly seconds: number;
  readonly references: number;
  readonly updateMs: number;
  /** The most memory that the process has taken so far. */
  readonly peakMB: number;
  /** What it had taken before. */
  readonly baseMB: number;
  /** What is alive on the heap because of the index. */
  readonly heapMB: number;
}

const updates = 21;

const peakMB = () => process.resourceUsage().maxRSS / 1024;

function liveMB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

async function measure(folder: string, program: string): Promise<Measured> {
  const { signal } = new AbortController();
  const baseMB = peakMB();
  const before = liveMB();
  const index = new ReferenceIndex();
  const started = performance.now();
  for await (const found of scanWithRipgrep({ program, folder, scope, context, signal })) {
    index.set(found);
  }
  const seconds = (performance.now() - started) / 1000;
  const strong = [...index.all()].filter(({ strength }) => strength !== 'weak');
  // From the first look-up on, each save has to be entered under what it names, too.
  index.withPath('/');
  const files = diskFiles(folder);
  const saves: number[] = [];
  for (const { place } of strong.slice(0, updates)) {
    await appendFile(join(folder, place.file), '\n');
    const saved = performance.now();
    const findings = await readOneFile(place.file, { files, scope, context, signal });
    if (!findings) throw new Error(`${place.file} was skipped`);
    index.set(findings);
    saves.push(performance.now() - saved);
  }
  const references = strong.length;
  const measured = { seconds, references, updateMs: median(saves), peakMB: peakMB(), baseMB };
  strong.length = 0;
  const heapMB = liveMB() - before;
  return { ...measured, heapMB: index.size > 0 ? heapMB : NaN };
}

const [, , folder = '', program = ''] = process.argv;
process.on('message', () => {
  void measure(folder, program).then((measured) => process.send?.(measured));
});
