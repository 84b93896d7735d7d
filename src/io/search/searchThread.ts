import { Worker } from 'node:worker_threads';
import type { FileFindings, Place } from '../../core/reference';
import type { SearchEnd } from '../../core/scope/searchScope';
import type { ByteReader, FileBytes } from './searchFile';
import type { FolderSearch } from './searchFolder';

/** What the worker is asked to do. */
export type WorkerRequest =
  | {
      readonly kind: 'search';
      /** Every answer about this search bears it. */
      readonly id: number;
      readonly search: Pick<FolderSearch, 'folder' | 'ripgrep' | 'scope' | 'context'>;
    }
  | ({ readonly kind: 'read'; readonly id: number } & FileBytes)
  /** One more answer may be sent. */
  | { readonly kind: 'more'; readonly id: number }
  | { readonly kind: 'stop'; readonly id: number }
  /** Stop everything and go. */
  | { readonly kind: 'end' };

/** What the worker tells of a search. */
export type WorkerAnswer = { readonly id: number } & (
  | {
      readonly kind: 'findings';
      /** `FileFindings[]` whose places name no file; a file's parts follow one another. */
      readonly json: string;
    }
  | { readonly kind: 'fallback'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  /** `undefined` for a single file that is no text. */
  | { readonly kind: 'end'; readonly coverage: SearchEnd | undefined }
);

/** So long, in milliseconds, a worker waits for another search, which it makes faster than the first. */
const idle = 60_000;

/**
 * Makes the search of `searchFolder` in a thread of its own, so that whoever waits for it stays
 * awake: what comes back is taken in small portions.
 */
export class SearchThread implements ByteReader {
  #worker: Worker | undefined;
  #last = 0;
  #active = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `script` is the path of the bundled `searchWorker.ts`. */
  constructor(private readonly script: string) {}

  /** Throws the signal's reason, or an error when no thread can be had. */
  async *search(search: FolderSearch): AsyncGenerator<FileFindings, SearchEnd> {
    const { folder, ripgrep, scope, context, signal, onFallback } = search;
    const asked = { kind: 'search', search: { folder, ripgrep, scope, context } } as const;
    const coverage = yield* this.#ask((id) => ({ ...asked, id }), signal, onFallback);
    if (!coverage) throw new Error('the search ended without an answer');
    return coverage;
  }

  /** Throws as `search` does. */
  async read(file: FileBytes, signal: AbortSignal): Promise<FileFindings | undefined> {
    const run = this.#ask(
      (id) => ({ kind: 'read', id, ...file }),
      signal,
      () => undefined,
    );
    const first = await run.next();
    if (first.done) return undefined;
    await run.next();
    return first.value;
  }

  async *#ask(
    requestOf: (id: number) => WorkerRequest,
    signal: AbortSignal,
    onFallback: FolderSearch['onFallback'],
  ): AsyncGenerator<FileFindings, SearchEnd | undefined> {
    signal.throwIfAborted();
    clearTimeout(this.#timer);
    const id = (this.#last += 1);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    this.#active += 1;
    const request = (what: WorkerRequest) => worker.postMessage(what);
    try {
      let open: FileFindings | undefined;
      const answers = answersOf(worker, id, signal);
      request(requestOf(id));
      for await (const answer of answers) {
        switch (answer.kind) {
          case 'findings':
            for (const part of JSON.parse(answer.json) as readonly FileFindings[]) {
              if (open && open.file !== part.file) yield open;
              open = joinedParts(open, part);
            }
            request({ kind: 'more', id });
            break;
          case 'fallback':
            // The search begins anew.
            open = undefined;
            onFallback(answer.reason);
            break;
          case 'failed':
            throw new Error(answer.reason);
          case 'end':
            if (open) yield open;
            return answer.coverage;
        }
      }
      throw new Error('the search thread ended');
    } finally {
      request({ kind: 'stop', id });
      this.#active -= 1;
      if (this.#active === 0) {
        worker.unref();
        this.#timer = setTimeout(() => this.dispose(), idle).unref();
      }
    }
  }

  /** Ends the thread, once it has ended what it has started. */
  dispose(): void {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.postMessage({ kind: 'end' } satisfies WorkerRequest);
  }

  #start(): Worker {
    const worker = new Worker(this.script, { name: 'search' });
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    // Told to the search that is under way, too.
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }
}

/** A file's findings as far as they came, with the next part. */
function joinedParts(open: FileFindings | undefined, part: FileFindings): FileFindings {
  const { file } = part;
  const before = open?.file === file ? open : undefined;
  const added = <T extends { readonly place: Place }>(
    known: readonly T[] | undefined,
    more: readonly T[],
  ): readonly T[] => {
    for (const { place } of more) Object.assign(place, { file });
    if (!known) return more;
    // The array is this search's own: a copy a part would be quadratic.
    (known as T[]).push(...more);
    return known;
  };
  return {
    ...part,
    references: added(before?.references, part.references),
    paths: added(before?.paths, part.paths),
    patterns: added(before?.patterns, part.patterns),
  };
}

/**
 * What the worker tells of a search, one at a time, beginning to listen at once. Throws the signal's
 * reason, or what ended the worker.
 */
function answersOf(
  worker: Worker,
  id: number,
  signal: AbortSignal,
): AsyncGenerator<WorkerAnswer, void> {
  const waiting: WorkerAnswer[] = [];
  const ended: { isOver: boolean; failure?: Error } = { isOver: false };
  let wake: () => void = () => undefined;
  const onMessage = (answer: WorkerAnswer) => {
    if (answer.id !== id) return;
    waiting.push(answer);
    wake();
  };
  const onError = (error: Error) => {
    ended.failure = error;
    wake();
  };
  const onExit = () => {
    ended.isOver = true;
    wake();
  };
  const onAbort = () => wake();
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  return (async function* () {
    try {
      for (;;) {
        signal.throwIfAborted();
        const answer = waiting.shift();
        if (answer) yield answer;
        else if (ended.failure) throw ended.failure;
        else if (ended.isOver) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
    }
  })();
}
