import { Worker } from 'node:worker_threads';
import type { FinderContext } from '../../core/finder/finderContext';
import type { IdList, ListedRef } from '../../core/lists/idList';
import type { FileFindings } from '../../core/fileFindings';
import type { SearchEnd } from '../../core/scope/searchScope';
import type { FindingsBatch } from './findingsBatch';
import { partsIn, wholeOf } from './findingsBatch';
import type { ByteReader, FileBytes } from './searchFile';
import type { FolderSearch } from './searchFolder';

/** A list of ids, URLs and paths. */
export interface ListText {
  readonly text: string;
  readonly context: FinderContext;
}

/** What the worker is asked to do. */
export type WorkerRequest =
  | {
      readonly kind: 'search';
      /** Every answer about this search bears it. */
      readonly id: number;
      readonly search: Pick<FolderSearch, 'folder' | 'ripgrep' | 'scope' | 'context'>;
    }
  | ({ readonly kind: 'read'; readonly id: number } & FileBytes)
  | ({ readonly kind: 'list'; readonly id: number } & ListText)
  /** One more answer may be sent. */
  | { readonly kind: 'more'; readonly id: number }
  | { readonly kind: 'stop'; readonly id: number }
  /** Stop everything and go. */
  | { readonly kind: 'end' };

/** What the worker tells of a search. */
export type WorkerAnswer = { readonly id: number } &
  /** A file's parts follow one another. */
  (
    | { readonly kind: 'findings'; readonly batch: FindingsBatch }
    | { readonly kind: 'listed'; readonly refs: readonly ListedRef[] }
    | { readonly kind: 'fallback'; readonly reason: string }
    | { readonly kind: 'failed'; readonly reason: string }
    /** `undefined` for a single file that is no text. */
    | { readonly kind: 'end'; readonly coverage: SearchEnd | undefined }
    /** Without its `refs`, which were told before. */
    | { readonly kind: 'listEnd'; readonly list: Omit<IdList, 'refs'> }
  );

/** So long, in milliseconds, a worker waits for another search, which it makes faster than the first. */
const idle = 60_000;

/**
 * What is found is packed at once, so that hardly anything of it outlives the texts: little room for
 * what is new costs little time, and V8's own choice takes at least 10 MB more.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/**
 * Makes the search of `searchFolder` in a thread of its own, so that whoever waits for it stays
 * awake: what comes back is taken in small portions.
 */
export class SearchThread implements ByteReader {
  private worker: Worker | undefined;
  private last = 0;
  private active = 0;
  private timer: NodeJS.Timeout | undefined;

  /** `script` is the path of the bundled `searchWorker.ts`. */
  constructor(private readonly script: string) {}

  /** Throws the signal's reason, or an error when no thread can be had. */
  async *search(search: FolderSearch): AsyncGenerator<FileFindings, SearchEnd> {
    const { folder, ripgrep, scope, context, signal, onFallback } = search;
    const asked = { kind: 'search', search: { folder, ripgrep, scope, context } } as const;
    const answers = this.ask((id) => ({ ...asked, id }), signal);
    const coverage = yield* findingsOf(answers, onFallback);
    if (!coverage) throw new Error('the search ended without an answer');
    return coverage;
  }

  /** Throws as `search` does. */
  async read(file: FileBytes, signal: AbortSignal): Promise<FileFindings | undefined> {
    const answers = this.ask((id) => ({ kind: 'read', id, ...file }), signal);
    const run = findingsOf(answers, () => undefined);
    const first = await run.next();
    if (first.done) return undefined;
    await run.next();
    return first.value;
  }

  /** What `readIdList` makes of a list, taken in small portions. Throws as `search` does. */
  async readList(text: ListText, signal: AbortSignal): Promise<IdList> {
    const refs: ListedRef[] = [];
    for await (const answer of this.ask((id) => ({ kind: 'list', id, ...text }), signal)) {
      if (answer.kind === 'listed') refs.push(...answer.refs);
      if (answer.kind === 'listEnd') return { ...answer.list, refs };
    }
    throw new Error('the search thread ended');
  }

  private async *ask(
    requestOf: (id: number) => WorkerRequest,
    signal: AbortSignal,
  ): AsyncGenerator<WorkerAnswer, void> {
    signal.throwIfAborted();
    clearTimeout(this.timer);
    const id = (this.last += 1);
    const worker = (this.worker ??= this.start());
    worker.ref();
    this.active += 1;
    const request = (what: WorkerRequest) => worker.postMessage(what);
    try {
      const answers = answersOf(worker, id, signal);
      request(requestOf(id));
      for await (const answer of answers) {
        if (answer.kind === 'failed') throw new Error(answer.reason);
        yield answer;
        if (answer.kind === 'findings' || answer.kind === 'listed') request({ kind: 'more', id });
      }
    } finally {
      request({ kind: 'stop', id });
      this.active -= 1;
      if (this.active === 0) {
        worker.unref();
        this.timer = setTimeout(() => this.dispose(), idle).unref();
      }
    }
  }

  /** Ends the thread, once it has ended what it has started. */
  dispose(): void {
    clearTimeout(this.timer);
    const worker = this.worker;
    this.worker = undefined;
    worker?.postMessage({ kind: 'end' } satisfies WorkerRequest);
  }

  private start(): Worker {
    const worker = new Worker(this.script, { name: 'search', resourceLimits });
    const forget = () => {
      if (this.worker === worker) this.worker = undefined;
    };
    // Told to the search that is under way, too.
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }
}

/** Puts together what is told of each file. */
async function* findingsOf(
  answers: AsyncGenerator<WorkerAnswer, void>,
  onFallback: FolderSearch['onFallback'],
): AsyncGenerator<FileFindings, SearchEnd | undefined> {
  let open: [FileFindings, ...FileFindings[]] | undefined;
  for await (const answer of answers) {
    if (answer.kind === 'findings') {
      for (const part of partsIn(answer.batch)) {
        if (open?.[0].file === part.file) open.push(part);
        else {
          if (open) yield wholeOf(open);
          open = [part];
        }
      }
    } else if (answer.kind === 'fallback') {
      // The search begins anew.
      open = undefined;
      onFallback(answer.reason);
    } else if (answer.kind === 'end') {
      if (open) yield wholeOf(open);
      return answer.coverage;
    }
  }
  throw new Error('the search thread ended');
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
