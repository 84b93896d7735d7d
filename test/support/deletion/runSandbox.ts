import { ImageKitClient, type ClientOptions } from '../../../src/api/client';
import { pages } from '../../../src/api/pages';
import { execute } from '../../../src/core/run/execute';
import type { Journal } from '../../../src/core/journal/journal';
import type { TargetOutcome } from '../../../src/core/run/outcome';
import type { ConfirmedPlan } from '../../../src/core/plan/plan';
import type { RunOptions } from '../../../src/core/run/run';
import type { SeedFile } from '../../../src/sandbox/seed';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server';
import { LeapClock } from '../clocks';
import { sandboxControl, type SandboxControl } from '../sandboxControl';
import { confirmed, fileTarget, folderTarget } from './targets';

/** A sandbox to delete in: fast, without limits of its own, fresh for each test. */
export interface RunSandbox extends RunningSandbox {
  readonly control: SandboxControl;
  /** A client on which no wait takes time; the waits are in `waits`. */
  client(options?: Partial<ClientOptions>): ImageKitClient;
  /** Milliseconds that clients and runs of this test were to wait for a reason. */
  readonly waits: number[];
  /** A plan of all files directly in these folders, and of the folders with a `/` at their end. */
  planOf(...folders: readonly string[]): Promise<ConfirmedPlan>;
  /** Runs a plan and gathers its outcomes. */
  run(plan: ConfirmedPlan, options?: Partial<RunOptions>): Promise<readonly TargetOutcome[]>;
  /** Paths of the files there are, in a folder and below. */
  paths(folder: string): Promise<readonly string[]>;
  /** Puts a file there. */
  upload(folder: string, name: string): Promise<void>;
  /** The writes that arrived, as `route status`, with the number of ids of a bulk call. */
  writes(): Promise<readonly string[]>;
}

/** How a run goes about it in a sandbox that always answers. */
export const swift = {
  batchSize: 100,
  writesAtATime: 2,
  lookUps: 4,
  timeoutMs: 30_000,
  silenceMs: Infinity,
};

/** A journal that keeps no record. */
export const noJournal: Journal = {
  before: () => Promise.resolve(),
  after: () => Promise.resolve(),
};

/** Starts one sandbox for the suite it is called in; the function gives it within tests. */
export function useRunSandbox(files: readonly SeedFile[]): () => RunSandbox {
  let sandbox: RunningSandbox | undefined;
  let used: RunSandbox | undefined;

  suiteSetup(async () => {
    sandbox = await startSandbox({ limits: 'off', files });
  });
  setup(async () => {
    used = sandbox && usable(sandbox);
    await used?.control.reset();
  });
  suiteTeardown(() => sandbox?.close());

  return () => {
    if (used === undefined) throw new Error('The sandbox runs only within tests.');
    return used;
  };
}

/** A file of a library to begin with. */
export function seed(path: string, versions = 1): SeedFile {
  return {
    path,
    mime: 'image/jpeg',
    tags: [],
    versions: Array.from({ length: versions }, (_, index) => ({
      ageDays: versions - index,
      size: 100 + index,
      bytes: () => Buffer.alloc(100 + index),
    })),
  };
}

function usable(running: RunningSandbox): RunSandbox {
  const control = sandboxControl(running.url);
  const clock = new LeapClock();
  const waits: number[] = [];
  const client = (options: Partial<ClientOptions> = {}): ImageKitClient => {
    const all = { apiHost: running.url, privateKey: running.keys.standard, timeoutMs: 10_000 };
    const rates = { readsPerSecond: 1e6, writesPerSecond: 1e6, concurrency: 8 };
    return new ImageKitClient({ ...all, ...rates, ...options }, { clock, random: () => 0 });
  };
  return {
    ...running,
    control,
    client,
    waits,
    async planOf(...folders) {
      const targets = [];
      for (const folder of folders) {
        const path = folder.replace(/\/$/, '');
        for await (const page of pages(client(), { path, type: 'file' })) {
          for (const item of page) if (item.type === 'file') targets.push(fileTarget(item));
        }
        if (folder.endsWith('/')) targets.push(folderTarget(path));
      }
      await control.clearRequests();
      return confirmed(targets);
    },
    async run(plan, options) {
      const outcomes: TargetOutcome[] = [];
      const signal = new AbortController().signal;
      const clockOfRun = new LeapClock();
      const rest = { ...swift, clock: clockOfRun, client: client(), journal: noJournal, signal };
      for await (const some of execute(plan, { ...rest, ...options })) outcomes.push(...some);
      waits.push(...clockOfRun.waits, ...clock.waits);
      return outcomes;
    },
    async paths(folder) {
      const { library } = await control.state();
      const all = library.map(({ filePath }) => filePath);
      return all.filter((path) => path.startsWith(`${folder}/`)).sort();
    },
    async upload(folder, name) {
      const form = new FormData();
      form.set('file', new Blob(['bytes']), name);
      form.set('fileName', name);
      form.set('folder', folder);
      form.set('useUniqueFileName', 'false');
      const authorization = `Basic ${Buffer.from(`${running.keys.standard}:`).toString('base64')}`;
      const response = await fetch(`${running.url}/api/v1/files/upload`, {
        method: 'POST',
        headers: { authorization },
        body: form,
      });
      if (!response.ok) throw new Error(`Upload: ${response.status} ${await response.text()}`);
    },
    async writes() {
      const requests = await control.requests();
      return requests
        .filter(({ method, route }) => method !== 'GET' && route !== 'upload')
        .map(({ route, status, fileIds }) => [route, status, fileIds?.length].join(' ').trim());
    },
  };
}
