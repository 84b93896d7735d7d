import ImageKit from '@imagekit/nodejs';
import type { FileSnapshot } from '../../src/sandbox/control/snapshot';
import type { RunningSandbox } from '../../src/sandbox/server';
import { startSandbox } from '../../src/sandbox/server';
import type { SandboxControl } from '../support/sandboxControl';
import { sandboxControl } from '../support/sandboxControl';
import { fixtureFiles } from './fixtureFiles';

/** A sandbox with the fixture library, fresh for each test of the suite. */
export interface UsedSandbox extends RunningSandbox {
  readonly control: SandboxControl;
  /** The official SDK, pointed at the sandbox, without retries of its own. */
  readonly sdk: ImageKit;
  /** A plain request with the standard key. `path` is sent as it is, dots and slashes and all. */
  fetch(method: string, path: string, body?: unknown): Promise<Response>;
  /** A file as it stands in the sandbox's state. */
  file(path: string): Promise<FileSnapshot>;
}

/** Starts one sandbox for the suite it is called in; the function gives it within tests. */
export function useSandbox(): () => UsedSandbox {
  let sandbox: UsedSandbox | undefined;

  suiteSetup(async () => {
    sandbox = usable(await startSandbox({ limits: 'off', files: fixtureFiles }));
  });
  setup(() => sandbox?.control.reset());
  suiteTeardown(() => sandbox?.close());

  return () => {
    if (sandbox === undefined) throw new Error('The sandbox runs only within tests.');
    return sandbox;
  };
}

/** The `Authorization` of a key. */
export function basic(key: string): string {
  return `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
}

function usable(running: RunningSandbox): UsedSandbox {
  const control = sandboxControl(running.url);
  return {
    ...running,
    control,
    sdk: new ImageKit({ privateKey: running.keys.standard, baseURL: running.url, maxRetries: 0 }),
    fetch: (method, path, body) =>
      fetch(running.url + path, {
        method,
        headers: {
          authorization: basic(running.keys.standard),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async file(path) {
      const { library } = await control.state();
      const found = library.find(({ filePath }) => filePath === path);
      if (found === undefined) throw new Error(`The sandbox has no ${path}.`);
      return found;
    },
  };
}
