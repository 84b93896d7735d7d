import { parseArgs } from 'node:util';
import type { SandboxOptions } from './server';
import { startSandbox } from './server';
import { startSharedSandbox } from './shared';

export { IMAGEKIT_ID } from './account';
export { DEFAULT_KEYS } from './access/keys';
export { startSandbox } from './server';

const USAGE =
  'Usage: npm run sandbox -- [--port P] [--assets N] [--key private_sandbox…] [--read-only-key private_sandbox…] [--limits off]';

/** Starts a sandbox from the command line and runs it until it is told to end. */
async function main(args: string[]): Promise<void> {
  const [first, graceMs] = args;
  if (first === 'shared') return runShared(countFrom(graceMs, 'shared'));
  const sandbox = await startSandbox(optionsFrom(args));
  const end = (): void => void sandbox.close();
  process.once('SIGINT', end).once('SIGTERM', end);
  endWithShell(end);
  const { standard, readOnly } = sandbox.keys;
  console.log(`keys: ${standard} (full access), ${readOnly} (read only)`);
  console.log(`files: ${sandbox.urlEndpoint}/`);
  console.log(`sandbox ready ${sandbox.url}`);
}

/** Runs one for the windows of VS Code, and tells the window that forked it where it is. */
async function runShared(graceMs: number): Promise<void> {
  const address = await startSharedSandbox(graceMs);
  // A window that is gone by now needs no answer.
  process.send?.(address, () => process.disconnect());
}

/** A signal to npm ends npm and its shell, but not what they run: that has to notice by itself. */
function endWithShell(end: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) end();
  }, 250).unref();
}

function optionsFrom(args: string[]): SandboxOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      assets: { type: 'string' },
      key: { type: 'string' },
      'read-only-key': { type: 'string' },
      limits: { type: 'string', default: 'on' },
    },
  });
  const { limits, key } = values;
  if (limits !== 'on' && limits !== 'off') throw new Error('--limits is on or off.');
  return {
    port: countFrom(values.port, '--port'),
    assets: countFrom(values.assets, '--assets'),
    limits,
    ...(key !== undefined && { key }),
    ...(values['read-only-key'] !== undefined && {
      readOnlyKey: values['read-only-key'],
    }),
  };
}

function countFrom(text: string | undefined, name: string): number {
  if (text === undefined) return 0;
  if (!/^\d+$/.test(text)) throw new Error(`${name} takes a whole number.`);
  return Number(text);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.error(USAGE);
    process.exitCode = 1;
  });
}
