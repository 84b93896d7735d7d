// How our search of a folder compares with ripgrep alone. The tree is generated, and removed again.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rgPath } from '@vscode/ripgrep';
import { finderContext } from '../../src/core/references/finderContext';
import { ReferenceIndex } from '../../src/core/references/referenceIndex';
import { defaultScope, ripgrepGlobs } from '../../src/core/references/searchScope';
import { folderFiles } from '../../src/io/folderFiles';
import { scanWithRipgrep } from '../../src/io/ripgrep';
import { readOneFile } from '../../src/io/workspaceWalk';
import { writeTree } from './scanTree';

const scope = defaultScope;
const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const updates = 21;

/** What a child process tells about one search. */
interface Measured {
  readonly seconds: number;
  readonly references: number;
  readonly updateMs: number;
  readonly peakMB: number;
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

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
  const folder = await mkdtemp(join(tmpdir(), 'bench-scan-'));
  const stop = () => {
    void rm(folder, { recursive: true, force: true }).then(() => process.exit(130));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    say(`Writing ${size.files} files, ${values.megabytes} MB, ${size.references} references.`);
    await writeTree(folder, size);
    await ripgrepAlone(folder);
    const ours: Measured[] = [];
    const alone: number[] = [];
    const child = fork(__filename, [folder], { env: { ...process.env, [childMark]: '1' } });
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
      // Each pair ran back to back, so that what else the machine does weighs on both.
      ratioToRipgrep: rounded(median(ours.map(({ seconds }, n) => seconds / (alone[n] ?? NaN))), 2),
      seconds: rounded(median(ours.map(({ seconds }) => seconds)), 3),
      ripgrepSeconds: rounded(median(alone), 3),
      peakMB: rounded(Math.max(...ours.map(({ peakMB }) => peakMB)), 0),
      references: size.references,
      updateMs: rounded(median(ours.map(({ updateMs }) => updateMs)), 2),
    };
    console.log(values.json ? JSON.stringify(result) : result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds that ripgrep takes with the same pattern on the same files, its output read and dropped. */
async function ripgrepAlone(folder: string): Promise<number> {
  const args = [
    ...['--no-config', '--no-unicode', '--ignore-case', '--hidden', '--line-number'],
    ...['--no-heading', '--with-filename', '--no-ignore-dot', '--no-require-git'],
    ...ripgrepGlobs(scope),
    ...['--regexp', context.triggerSource, '--', '.'],
  ];
  const started = performance.now();
  const child = spawn(rgPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ripgrep ended with ${code}`);
  return (performance.now() - started) / 1000;
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

const childMark = 'BENCH_SCAN_CHILD';

/** One search and some saves, in a process of its own, so that its memory is all the search's. */
async function measure(folder: string): Promise<Measured> {
  const { signal } = new AbortController();
  const index = new ReferenceIndex();
  const started = performance.now();
  for await (const findings of scanWithRipgrep({
    program: rgPath,
    folder,
    scope,
    context,
    signal,
  })) {
    index.set(findings);
  }
  const seconds = (performance.now() - started) / 1000;
  const strong = [...index.all()].filter(({ strength }) => strength !== 'weak');
  // From the first look-up on, each save has to be entered under what it names, too.
  index.withPath('/');
  const files = folderFiles(folder);
  const saves: number[] = [];
  for (const { place } of strong.slice(0, updates)) {
    await appendFile(join(folder, place.file), '\n');
    const saved = performance.now();
    const findings = await readOneFile(place.file, { files, scope, context, signal });
    if (!findings) throw new Error(`${place.file} was skipped`);
    index.set(findings);
    saves.push(performance.now() - saved);
  }
  return {
    seconds,
    references: strong.length,
    updateMs: median(saves),
    peakMB: process.resourceUsage().maxRSS / 1024,
  };
}

if (process.env[childMark] === '1') {
  const folder = process.argv[2] ?? '';
  process.on('message', () => {
    void measure(folder).then((measured) => process.send?.(measured));
  });
} else {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
