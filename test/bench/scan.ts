// How our search of a folder compares with ripgrep alone, and with another build's on request. What
// is searched is generated, and removed again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rgPath } from '@vscode/ripgrep';
import { finderContext } from '../../src/core/finder/finderContext';
import { closedFolders, skippedNames } from '../../src/core/scope/searchScope';
import { median } from './median';
import type { MeasuredBuild } from './scanBuild';
import { measuredBuild } from './scanBuild';
import type { Measured } from './scanChild';
import { writeDense, writeMillion, writeTree } from './scanTree';

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** A build with what it was measured to do, and ripgrep's seconds around each of its rounds. */
interface Contender {
  readonly name: string;
  readonly build: MeasuredBuild;
  readonly figures: Record<string, number>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      files: { type: 'string', default: '50000' },
      megabytes: { type: 'string', default: '500' },
      references: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '9' },
      // Files of the tree that is searched without ripgrep; 2.5 KB each.
      'walk-files': { type: 'string', default: '200000' },
      'walk-rounds': { type: 'string', default: '3' },
      // The folder of another checkout, with its dependencies, to compare with.
      against: { type: 'string' },
    },
  });
  const say = (text: string) => {
    if (!values.json) console.log(text);
  };
  const workshop = await mkdtemp(join(tmpdir(), 'bench-scan-'));
  const stop = () => {
    void rm(workshop, { recursive: true, force: true }).then(() => process.exit(130));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const contender = async (name: string, checkout: string): Promise<Contender> => ({
    name,
    build: await measuredBuild(checkout, workshop, name),
    figures: {},
  });
  try {
    const contenders = [await contender('ours', join(__dirname, '../..'))];
    if (values.against !== undefined) {
      const folder = resolve(process.env['INIT_CWD'] ?? '.', values.against);
      contenders.push(await contender('theirs', folder));
    }
    const folder = join(workshop, 'tree');
    const references = Number(values.references);
    const size = { files: Number(values.files), bytes: Number(values.megabytes) * 1e6, references };
    say(`Writing ${size.files} files, ${values.megabytes} MB, ${references} references.`);
    await writeTree(folder, size);
    await measureTree(contenders, { folder, rounds: Number(values.rounds), references }, say);
    await rm(folder, { recursive: true });

    for (const [name, write] of [
      ['dense', writeDense],
      ['million', writeMillion],
    ] as const) {
      const only = join(workshop, name);
      say(`Writing one file of many references (${name}).`);
      await measureFile(contenders, { name, folder: only, references: await write(only) }, say);
      await rm(only, { recursive: true });
    }

    const files = Number(values['walk-files']);
    const few = { files, bytes: files * 2500, references: files / 10 };
    say(`Writing ${files} files to search without ripgrep.`);
    await writeTree(folder, few);
    await measureWalk(
      contenders,
      { folder, rounds: Number(values['walk-rounds']), references: few.references },
      say,
    );

    const [ours, theirs] = contenders.map(({ figures }) => figures);
    const result = { ...ours, ...(theirs && { theirs, toTheirs: ratios(ours ?? {}, theirs) }) };
    console.log(values.json ? JSON.stringify(result) : result);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

interface Rounds {
  readonly folder: string;
  readonly rounds: number;
  /** So many have to be found. */
  readonly references: number;
}

type Say = (text: string) => void;

/** The tree of files, with ripgrep. */
async function measureTree(
  contenders: readonly Contender[],
  { folder, rounds, references }: Rounds,
  say: Say,
): Promise<void> {
  await ripgrepAlone(folder);
  const running = contenders.map((each) => ({ ...each, process: each.build.start() }));
  const measured = running.map(() => [] as Measured[]);
  const ratio = running.map(() => [] as number[]);
  const alone = [await ripgrepAlone(folder)];
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [n, { name, process }] of running.entries()) {
        const before = alone.at(-1) ?? NaN;
        const one = checked(await process.measure({ folder, program: rgPath }), references);
        const after = await ripgrepAlone(folder);
        alone.push(after);
        measured[n]?.push(one);
        // Held against the runs of ripgrep right before and right after it, so that what else the
        // machine does weighs on both.
        ratio[n]?.push((2 * one.seconds) / (before + after));
        say(`${name} ${rounded(one.seconds, 2)} s, ripgrep ${rounded(after, 2)} s`);
      }
    }
  } finally {
    for (const { process } of running) process.end();
  }
  for (const [n, { figures }] of contenders.entries()) {
    const all = measured[n] ?? [];
    Object.assign(figures, {
      ratioToRipgrep: rounded(median(ratio[n] ?? []), 2),
      seconds: rounded(median(all.map(({ seconds }) => seconds)), 3),
      ripgrepSeconds: rounded(median(alone), 3),
      // One search in a fresh process: later rounds add what V8 has not yet freed of the earlier
      // ones. `baseMB` of it is the process itself, `heapMB` what the index holds on to.
      peakMB: rounded(all[0]?.peakMB ?? NaN, 0),
      baseMB: rounded(all[0]?.baseMB ?? NaN, 0),
      heapMB: rounded(median(all.map(({ heapMB }) => heapMB)), 1),
      references,
      updateMs: rounded(median(all.map(({ updateMs }) => updateMs)), 2),
      longestMs: rounded(median(all.map(({ longestMs }) => longestMs)), 1),
    });
  }
}

/** One file that is full of references, once and in a fresh process. */
async function measureFile(
  contenders: readonly Contender[],
  { name, folder, references }: Omit<Rounds, 'rounds'> & { readonly name: string },
  say: Say,
): Promise<void> {
  for (const { build, figures, name: whose } of contenders) {
    const process = build.start();
    try {
      const one = checked(await process.measure({ folder, program: rgPath }), references);
      figures[`${name}Seconds`] = rounded(one.seconds, 2);
      figures[`${name}MB`] = rounded(one.peakMB, 0);
      figures[`${name}LongestMs`] = rounded(one.longestMs, 1);
      say(`${whose} ${rounded(one.seconds, 2)} s, ${rounded(one.peakMB, 0)} MB`);
    } finally {
      process.end();
    }
  }
}

/** Many files, without ripgrep. */
async function measureWalk(
  contenders: readonly Contender[],
  { folder, rounds, references }: Rounds,
  say: Say,
): Promise<void> {
  await ripgrepAlone(folder);
  for (const { build, figures, name } of contenders) {
    const ratio: number[] = [];
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const process = build.start();
      try {
        const before = await ripgrepAlone(folder);
        const one = checked(await process.measure({ folder, program: undefined }), references);
        const after = await ripgrepAlone(folder);
        ratio.push((2 * one.seconds) / (before + after));
        seconds.push(one.seconds);
        say(`${name} ${rounded(one.seconds, 2)} s, ripgrep ${rounded(after, 2)} s`);
      } finally {
        process.end();
      }
    }
    figures['walkRatio'] = rounded(median(ratio), 2);
    figures['walkSeconds'] = rounded(median(seconds), 2);
  }
}

function checked(measured: Measured, references: number): Measured {
  if (measured.references === references) return measured;
  throw new Error(`${measured.references} of ${references} references were found`);
}

/** Each figure of ours as a part of theirs. */
function ratios(ours: Readonly<Record<string, number>>, theirs: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(ours).map(([name, value]) => [name, rounded(value / (theirs[name] ?? NaN), 2)]),
  );
}

/** Seconds that ripgrep takes with the same pattern on the same files, its output read and dropped. */
async function ripgrepAlone(folder: string): Promise<number> {
  const { triggerSource } = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
  const args = [
    ...['--no-config', '--no-unicode', '--ignore-case', '--hidden', '--line-number'],
    ...['--no-heading', '--with-filename', '--no-ignore-dot', '--no-require-git'],
    ...closedFolders.flatMap((each) => ['--glob', `!${each}/`]),
    ...['--iglob', `!{${skippedNames.join(',')}}`],
    ...['--regexp', triggerSource, '--', '.'],
  ];
  const started = performance.now();
  const child = spawn(rgPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ripgrep ended with ${code}`);
  return (performance.now() - started) / 1000;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
