// How our search of a folder compares with ripgrep alone. The tree is generated, and removed again.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rgPath } from '@vscode/ripgrep';
import { build } from 'esbuild';
import { closedFolders, skippedNames } from '../../src/core/scope/searchScope';
import type { Measured } from './scanChild';
import { context, median } from './scanSettings';
import { writeTree } from './scanTree';

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      files: { type: 'string', default: '50000' },
      megabytes: { type: 'string', default: '500' },
      references: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '9' },
    },
  });
  const size = {
    files: Number(values.files),
    bytes: Number(values.megabytes) * 1e6,
    references: Number(values.references),
  };
  const say = (text: string) => {
    if (!values.json) console.log(text);
  };
  const workshop = await mkdtemp(join(tmpdir(), 'bench-scan-'));
  const folder = join(workshop, 'tree');
  const stop = () => {
    void rm(workshop, { recursive: true, force: true }).then(() => process.exit(130));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    say(`Writing ${size.files} files, ${values.megabytes} MB, ${size.references} references.`);
    await writeTree(folder, size);
    await ripgrepAlone(folder);
    const ours: Measured[] = [];
    const alone = [await ripgrepAlone(folder)];
    const child = fork(await bundled(join(workshop, 'child.cjs')), [folder, rgPath], { execArgv });
    try {
      for (let round = 0; round < Number(values.rounds); round += 1) {
        const measured = await ask(child);
        if (measured.references !== size.references) {
          throw new Error(`${measured.references} of ${size.references} references were found`);
        }
        ours.push(measured);
        alone.push(await ripgrepAlone(folder));
        say(`ours ${rounded(measured.seconds, 2)} s, ripgrep ${rounded(alone.at(-1) ?? 0, 2)} s`);
      }
    } finally {
      child.kill();
    }
    const result = {
      // Each search is held against the runs of ripgrep right before and right after it, so that what
      // else the machine does weighs on both.
      ratioToRipgrep: rounded(
        median(
          ours.map(({ seconds }, n) => (2 * seconds) / ((alone[n] ?? NaN) + (alone[n + 1] ?? NaN))),
        ),
        2,
      ),
      seconds: rounded(median(ours.map(({ seconds }) => seconds)), 3),
      ripgrepSeconds: rounded(median(alone), 3),
      // One search and its saves, in a fresh process: later rounds add what V8 has not yet freed of
      // the earlier ones. `baseMB` of it is the process itself, `heapMB` what the index holds on to.
      peakMB: rounded(ours[0]?.peakMB ?? NaN, 0),
      baseMB: rounded(ours[0]?.baseMB ?? NaN, 0),
      heapMB: rounded(median(ours.map(({ heapMB }) => heapMB)), 1),
      references: size.references,
      updateMs: rounded(median(ours.map(({ updateMs }) => updateMs)), 2),
    };
    console.log(values.json ? JSON.stringify(result) : result);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Seconds that ripgrep takes with the same pattern on the same files, its output read and dropped. */
async function ripgrepAlone(folder: string): Promise<number> {
  const args = [
    ...['--no-config', '--no-unicode', '--ignore-case', '--hidden', '--line-number'],
    ...['--no-heading', '--with-filename', '--no-ignore-dot', '--no-require-git'],
    ...closedFolders.flatMap((each) => ['--glob', `!${each}/`]),
    ...['--iglob', `!{${skippedNames.join(',')}}`],
    ...['--regexp', context.triggerSource, '--', '.'],
  ];
  const started = performance.now();
  const child = spawn(rgPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ripgrep ended with ${code}`);
  return (performance.now() - started) / 1000;
}

/** Garbage can be collected on demand, to tell what is held from what is only not freed yet. */
const execArgv = ['--expose-gc'];

/** The search as one script, as it is shipped: a loader of TypeScript would count as its memory. */
async function bundled(outfile: string): Promise<string> {
  const entry = join(__dirname, 'scanChild.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20' });
  return outfile;
}

async function ask(child: ReturnType<typeof fork>): Promise<Measured> {
  child.send('scan');
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('the search died');
    }),
  ])) as [Measured];
  return answer;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
