// Searches folders in a thread of its own, one after another. Started by `SearchThread`.
import { parentPort } from 'node:worker_threads';
import type { FileFindings, Place } from '../../core/reference';
import type { SearchEnd } from '../../core/scope/searchScope';
import type { FileBytes } from './searchFile';
import { pauses, searchBytes } from './searchFile';
import { searchFolder } from './searchFolder';
import type { WorkerAnswer, WorkerRequest } from './searchThread';

/** More references than these do not go at a time: whoever takes them must not be held up. */
const mostReferences = 1000;
/** Nor do so many files, however little they say. */
const mostFiles = 200;
/** So many answers may be on their way. */
const mostAhead = 3;

type Asked = Extract<WorkerRequest, { kind: 'search' | 'read' }>;

/** A search that is under way. */
class RunningSearch {
  readonly #aborter = new AbortController();
  #credit = mostAhead;
  #wake: () => void = () => undefined;

  constructor(readonly id: number) {}

  /** Lets one answer more be sent. */
  more(): void {
    this.#credit += 1;
    this.#wake();
  }

  stop(): void {
    this.#aborter.abort(new Error('stopped'));
    this.#wake();
  }

  /** Looks for what is asked, and tells what is found and how it ended. */
  async run(request: Asked): Promise<void> {
    const { id } = this;
    try {
      const found = this.#begin(request);
      let batch: FileFindings[] = [];
      let references = 0;
      let step = await found.next();
      for (; !step.done; step = await found.next()) {
        for (const part of partsOf(step.value)) {
          batch.push(part);
          references += part.references.length + part.paths.length + part.patterns.length;
          if (references < mostReferences && batch.length < mostFiles) continue;
          await this.#send(batch);
          batch = [];
          references = 0;
        }
      }
      await this.#send(batch);
      tell({ id, kind: 'end', coverage: step.value });
    } catch (error) {
      tell({ id, kind: 'failed', reason: String(error) });
    }
  }

  #begin(request: Asked): AsyncGenerator<FileFindings, SearchEnd | undefined> {
    const { id } = this;
    const { signal } = this.#aborter;
    if (request.kind === 'read') return readBytes(request, signal);
    const onFallback = (reason: string) => tell({ id, kind: 'fallback', reason });
    return searchFolder({ ...request.search, signal, onFallback });
  }

  async #send(batch: readonly FileFindings[]): Promise<void> {
    while (this.#credit === 0 && !this.#aborter.signal.aborted) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#credit -= 1;
    // As text, small strings that many references share stay one string on the other side.
    tell({ id: this.id, kind: 'findings', json: JSON.stringify(batch) });
  }
}

/** A file's findings, in parts that are no larger than what goes at a time. */
function* partsOf(findings: FileFindings): Generator<FileFindings> {
  const { references, paths, patterns } = findings;
  const most = Math.max(references.length, paths.length, patterns.length);
  for (let from = 0; from === 0 || from < most; from += mostReferences) {
    // The path stands once, with the file.
    const part = <T extends { readonly place: Place }>(all: readonly T[]): readonly T[] =>
      all
        .slice(from, from + mostReferences)
        .map((each) => ({ ...each, place: { ...each.place, file: '' } }));
    yield {
      ...findings,
      references: part(references),
      paths: part(paths),
      patterns: part(patterns),
    };
  }
}

async function* readBytes(
  { file, bytes, context }: FileBytes,
  signal: AbortSignal,
): AsyncGenerator<FileFindings, undefined> {
  const read = await searchBytes(bytes, file, { context, signal, pause: pauses() });
  if (typeof read !== 'string') yield read;
}

function tell(answer: WorkerAnswer): void {
  parentPort?.postMessage(answer);
}

const running = new Map<number, RunningSearch>();
let last = Promise.resolve();

parentPort?.on('message', (request: WorkerRequest) => {
  switch (request.kind) {
    case 'search':
    case 'read': {
      const search = new RunningSearch(request.id);
      running.set(request.id, search);
      last = last.then(() => search.run(request)).then(() => void running.delete(request.id));
      break;
    }
    case 'more':
      running.get(request.id)?.more();
      break;
    case 'stop':
      running.get(request.id)?.stop();
      break;
    case 'end':
      for (const search of running.values()) search.stop();
      // What was started ends first: ripgrep would go on without this thread.
      void last.then(() => parentPort?.close());
      break;
  }
});
