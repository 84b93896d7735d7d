// The searches of one build, in a process of their own, so that its memory is all theirs.
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { finderContext } from '../../src/core/finder/finderContext';
import type { ReferenceIndex } from '../../src/core/lookup/referenceIndex';
import type { defaultScope } from '../../src/core/scope/searchScope';
import type { diskFiles } from '../../src/io/search/folderFiles';
import type { scanWithRipgrep } from '../../src/io/search/ripgrep';
import type { SearchThread } from '../../src/io/search/searchThread';
import type { readOneFile, walkWorkspace } from '../../src/io/search/workspaceWalk';
import { median } from './median';

/** The parts of a build that are measured. */
export interface Build {
  readonly ReferenceIndex: typeof ReferenceIndex;
  readonly defaultScope: typeof defaultScope;
  readonly finderContext: typeof finderContext;
  readonly diskFiles: typeof diskFiles;
  readonly scanWithRipgrep: typeof scanWithRipgrep;
  readonly walkWorkspace: typeof walkWorkspace;
  readonly readOneFile: typeof readOneFile;
  /** Not in builds that search in the thread that asks. */
  readonly SearchThread: typeof SearchThread | undefined;
  /** Its script. */
  readonly worker: string;
}

/** What to measure. */
export interface Task {
  readonly folder: string;
  /** ripgrep's path; `undefined` to search without it. */
  readonly program: string | undefined;
}

/** What a child process tells about one search. */
export interface Measured {
  readonly seconds: number;
  readonly references: number;
  readonly updateMs: number;
  /** The longest time for which the thread that asked for the search could do nothing else. */
  readonly longestMs: number;
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

async function measure(build: Build, { folder, program }: Task): Promise<Measured> {
  const { signal } = new AbortController();
  const context = build.finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
  const scan = { scope: build.defaultScope, context, signal };
  const files = build.diskFiles(folder);
  const baseMB = peakMB();
  const before = liveMB();
  const index = new build.ReferenceIndex();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  for await (const found of searchOf(build, { folder, program }, scan)) index.set(found);
  const seconds = (performance.now() - started) / 1000;
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const longestMs = delay.max / 1e6;
  const searchMB = peakMB();
  let references = 0;
  const changed = new Set<string>();
  for (const { strength, place } of index.all()) {
    if (strength === 'weak') continue;
    references += 1;
    if (changed.size < updates) changed.add(place.file);
  }
  // From the first look-up on, each save has to be entered under what it names, too.
  index.withPath('/');
  const saves: number[] = [];
  for (const file of changed.size === updates ? changed : []) {
    await appendFile(join(folder, file), '\n');
    const saved = performance.now();
    const findings = await build.readOneFile(file, { ...scan, files });
    if (!findings) throw new Error(`${file} was skipped`);
    index.set(findings);
    saves.push(performance.now() - saved);
  }
  const heapMB = liveMB() - before;
  const live = index.size > 0 ? heapMB : NaN;
  return {
    seconds,
    references,
    updateMs: median(saves),
    longestMs,
    peakMB: searchMB,
    baseMB,
    heapMB: live,
  };
}

let thread: SearchThread | undefined;

/** As the extension searches. */
function searchOf(
  build: Build,
  { folder, program }: Task,
  scan: Pick<Parameters<typeof scanWithRipgrep>[0], 'scope' | 'context' | 'signal'>,
) {
  if (build.SearchThread) {
    thread ??= new build.SearchThread(build.worker);
    const onFallback = (reason: string) => {
      throw new Error(reason);
    };
    return thread.search({ ...scan, folder, ripgrep: program, onFallback });
  }
  return program === undefined
    ? build.walkWorkspace({ ...scan, files: build.diskFiles(folder) })
    : build.scanWithRipgrep({ ...scan, folder, program });
}

/** Measures whatever the parent process asks for. */
export function answer(build: Build): void {
  process.on('message', (task: Task) => {
    void measure(build, task).then((measured) => process.send?.(measured));
  });
}
