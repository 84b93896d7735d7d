import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Measured, Task } from './scanChild';

/** A build of the extension whose searches can be measured. */
export interface MeasuredBuild {
  /** Starts a process that searches whenever it is asked to. */
  readonly start: () => Measuring;
}

/** A process that measures searches. */
export interface Measuring {
  readonly measure: (task: Task) => Promise<Measured>;
  readonly end: () => void;
}

/** The modules that are measured, by the names that they have in every build. */
const modules = [
  'referenceIndex',
  'searchScope',
  'finderContext',
  'folderFiles',
  'ripgrep',
  'workspaceWalk',
  'searchThread',
];

/**
 * Bundles the searches of a checkout as scripts, as they are shipped: a loader of TypeScript would
 * count as their memory. `name` tells its scripts from another checkout's.
 */
export async function measuredBuild(
  checkout: string,
  workshop: string,
  name: string,
): Promise<MeasuredBuild> {
  const sources = await readdir(join(checkout, 'src'), { recursive: true });
  const pathOf = (module: string) => {
    const path = sources.find((each) => /([^\\/]*)\.ts$/.exec(each)?.[1] === module);
    return path === undefined ? undefined : join(checkout, 'src', path);
  };
  const worker = join(workshop, `${name}-worker.cjs`);
  const common = { bundle: true, platform: 'node', target: 'node22', logLevel: 'error' } as const;
  const workerSource = pathOf('searchWorker');
  if (workerSource !== undefined) {
    await build({ ...common, entryPoints: [workerSource], outfile: worker });
  }
  const lines = modules.map((module, n) => {
    const path = pathOf(module);
    return path === undefined
      ? `const m${n} = {};`
      : `import * as m${n} from ${JSON.stringify(path)};`;
  });
  const all = modules.map((_, n) => `...m${n}`).join(', ');
  const contents = `${lines.join('\n')}
    import { answer } from ${JSON.stringify(join(__dirname, 'scanChild.ts'))};
    const all = { ${all} };
    // The name that it had at first.
    const diskFiles = all.diskFiles ?? all.folderFiles;
    answer({ ...all, diskFiles, worker: ${JSON.stringify(worker)} });`;
  const outfile = join(workshop, `${name}.cjs`);
  await build({ ...common, stdin: { contents, resolveDir: checkout, loader: 'js' }, outfile });
  return {
    start: () => {
      // Garbage can be collected on demand, to tell what is held from what is only not freed yet.
      const child = fork(outfile, { execArgv: ['--expose-gc'] });
      const died = once(child, 'exit').then(() => {
        throw new Error('the search died');
      });
      // It ends by itself only when it dies.
      died.catch(() => undefined);
      return {
        measure: async (task) => {
          child.send(task);
          const [measured] = (await Promise.race([once(child, 'message'), died])) as [Measured];
          return measured;
        },
        end: () => child.kill(),
      };
    },
  };
}
