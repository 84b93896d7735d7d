// What it takes to delete many files under a rate limit: our run, with its record on the disk, and
// the official SDK by its bulk call and file by file. Each works in a process of its own.
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { startSandbox } from '../../src/sandbox/server';
import { bundleScript } from '../support/bundleScript';
import { sandboxControl } from '../support/sandboxControl';
import type { Taken, Task } from './deleteContender';

/** The client's own default. */
const writesPerSecond = 4;
/** One call a file at 4 a second would take 42 minutes for 10,000: it gets a wider limit. */
const singleWritesPerSecond = 200;
const mostIds = 100;

interface Figures {
  /** Everything but the listing before it: deletions and look-ups. */
  readonly requests: number;
  /** The fewest that could do it. */
  readonly floorRequests: number;
  /** Wall time to what the rate alone asks of these requests. */
  readonly wallRatio: number;
  readonly cpuSeconds: number;
  readonly peakMB: number;
  readonly wallSeconds: number;
  readonly writesPerSecond: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      files: { type: 'string', default: '10000' },
    },
  });
  const files = Number(values.files);
  const script = await bundleScript('test/bench/deleteContender.ts');
  const figures = async (contender: Task['contender'], rate: number): Promise<Figures> => {
    const measured = await measure(script, contender, files, rate);
    if (!values.json) console.log(contender, measured);
    return measured;
  };
  const ours = await figures('ours', writesPerSecond);
  const sdkBulk = await figures('sdkBulk', writesPerSecond);
  const sdkOneByOne = await figures('sdkOneByOne', singleWritesPerSecond);
  if (values.json) console.log(JSON.stringify({ files, ...ours, sdkBulk, sdkOneByOne }));
}

/** Has one contender empty a library of its own, with limits that just allow its rate. */
async function measure(
  script: string,
  contender: Task['contender'],
  files: number,
  rate: number,
): Promise<Figures> {
  const sandbox = await startSandbox({ files: [], assets: files });
  const control = sandboxControl(sandbox.url);
  try {
    const bucket = [{ limit: rate + 1, intervalMs: 1000 }];
    await control.turn({ limits: { write: bucket, bulk: bucket } });
    const { url: apiHost, keys } = sandbox;
    const task: Task = { contender, apiHost, privateKey: keys.standard, writesPerSecond: rate };
    const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(task)]);
    const taken = JSON.parse(stdout) as Taken;
    const { files: left, requests: byRoute } = await control.summary();
    if (left > 0 || taken.deleted !== files) {
      throw new Error(`${contender} says ${taken.deleted} of ${files}, and ${left} are left.`);
    }
    const requests = Object.entries(byRoute)
      .filter(([route]) => route !== 'listAssets')
      .reduce((sum, [, count]) => sum + count, 0);
    const floorSeconds = (requests - 1) / rate;
    return {
      requests,
      floorRequests: Math.ceil(files / mostIds),
      wallRatio: rounded(taken.wallSeconds / floorSeconds, 3),
      cpuSeconds: rounded(taken.cpuSeconds, 2),
      peakMB: rounded(taken.peakMB, 1),
      wallSeconds: rounded(taken.wallSeconds, 2),
      writesPerSecond: rate,
    };
  } finally {
    await sandbox.close();
  }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
