// Searches folders in a thread of its own, one after another. Started by `SearchThread`.
import { parentPort } from 'node:worker_threads';
import { readIdList } from '../../core/lists/idList';
import type { FileFindings } from '../../core/fileFindings';
import type { SearchEnd } from '../../core/scope/searchScope';
import type { FindingsBatch } from './findingsBatch';
import { BatchWriter, partsOf } from './findingsBatch';
import type { FileBytes } from './searchFile';
import { pauses, searchBytes } from './searchFile';
import { searchFolder } from './searchFolder';
import type { ListText, WorkerAnswer, WorkerRequest } from './searchThread';

/** So many answers may be on their way. */
const mostAhead = 3;

/** So many entries of a list go at a time. */
const mostListed = 2000;

type Asked = Extract<WorkerRequest, { kind: 'search' | 'read' | 'list' }>;

/** A search, or the reading of a list, that is under way. */
class RunningSearch {
  private readonly aborter = new AbortController();
  private credit = mostAhead;
  private wake: () => void = () => undefined;

  constructor(readonly id: number) {}

  /** Lets one answer more be sent. */
  more(): void {
    this.credit += 1;
    this.wake();
  }

  stop(): void {
    this.aborter.abort(new Error('stopped'));
    this.wake();
  }

  /** Looks for what is asked, and tells what is found and how it ended. */
  async run(request: Asked): Promise<void> {
    const { id } = this;
    try {
      if (request.kind === 'list') {
        await this.readList(request);
        return;
      }
      const found = this.begin(request);
      const batch = new BatchWriter();
      let step = await found.next();
      for (; !step.done; step = await found.next()) {
        for (const part of partsOf(step.value)) {
          batch.add(part);
          if (batch.isFull) await this.send(batch.take());
        }
      }
      await this.send(batch.take());
      tell({ id, kind: 'end', coverage: step.value });
    } catch (error) {
      tell({ id, kind: 'failed', reason: String(error) });
    }
  }

  private async readList({ text, context }: ListText): Promise<void> {
    const { id } = this;
    const { refs, ...list } = readIdList(text, context);
    for (let from = 0; from < refs.length; from += mostListed) {
      await this.turn();
      tell({ id, kind: 'listed', refs: refs.slice(from, from + mostListed) });
    }
    tell({ id, kind: 'listEnd', list });
  }

  private begin(
    request: Exclude<Asked, { kind: 'list' }>,
  ): AsyncGenerator<FileFindings, SearchEnd | undefined> {
    const { id } = this;
    const { signal } = this.aborter;
    if (request.kind === 'read') return readBytes(request, signal);
    const onFallback = (reason: string) => tell({ id, kind: 'fallback', reason });
    return searchFolder({ ...request.search, signal, onFallback });
  }

  /** Waits until one answer more may be on its way; throws when nobody listens any more. */
  private async turn(): Promise<void> {
    const { signal } = this.aborter;
    while (this.credit === 0 && !signal.aborted) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    signal.throwIfAborted();
    this.credit -= 1;
  }

  private async send(batch: FindingsBatch): Promise<void> {
    await this.turn();
    parentPort?.postMessage({ id: this.id, kind: 'findings', batch } satisfies WorkerAnswer, [
      batch.bytes.buffer,
    ]);
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
    case 'read':
    case 'list': {
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
