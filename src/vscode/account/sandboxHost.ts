import { createRequire } from 'node:module';
import { function as callable, object, parse, string } from 'valibot';
import type * as vscode from 'vscode';
import { isLoopback } from '../../api/apiHost';
import { defaultHost } from '../../core/finder/address/endpoint';
import { SandboxError } from '../failures/errors';

/** Where the sandbox answers, and its own key: a dummy that is good for nothing else. */
export interface SandboxAccess {
  /** Origin on this machine. */
  readonly apiHost: string;
  readonly key: string;
  /** Where its files are delivered from, and the form that code has for the live service. */
  readonly urlEndpoints: readonly string[];
}

/** What the sandbox's bundle must export. */
const bundle = object({
  DEFAULT_KEYS: object({ standard: string() }),
  IMAGEKIT_ID: string(),
  startSandbox: callable(),
});

/** What starting it must give. */
const running = object({ url: string(), close: callable() });

/** The sandbox of this window, started by its first use and ended with the window. */
export class SandboxHost implements vscode.Disposable {
  private access: Promise<SandboxAccess> | undefined;
  private close: () => unknown = () => undefined;

  /**
   * `bundlePath` is the sandbox's own file, loaded only here. `runningUrl` names a sandbox that
   * somebody else runs on this machine, which is then used in place of our own.
   */
  constructor(
    private readonly bundlePath: string,
    private readonly runningUrl: string | undefined,
  ) {}

  /** Starts the sandbox unless it runs. Throws `SandboxError`; the next call tries again. */
  open(): Promise<SandboxAccess> {
    this.access ??= this.start().catch((error: unknown) => {
      this.access = undefined;
      throw new SandboxError('the sandbox could not be started', { cause: error });
    });
    return this.access;
  }

  dispose(): void {
    this.close();
    this.access = undefined;
  }

  private async start(): Promise<SandboxAccess> {
    // A path that is known only now: the bundler must not follow it.
    const loaded: unknown = createRequire(this.bundlePath)(this.bundlePath);
    const { DEFAULT_KEYS, IMAGEKIT_ID, startSandbox } = parse(bundle, loaded);
    const apiHost = loopbackOrigin(this.runningUrl ?? (await this.startOwn(startSandbox)));
    const hosts = [apiHost, `https://${defaultHost}`];
    const urlEndpoints = hosts.map((host) => `${host}/${IMAGEKIT_ID}`);
    return { apiHost, key: DEFAULT_KEYS.standard, urlEndpoints };
  }

  private async startOwn(startSandbox: (options: object) => unknown): Promise<string> {
    const server = parse(running, await startSandbox({ port: 0 }));
    this.close = server.close;
    return server.url;
  }
}

/** The sandbox is on this machine by definition; any other address is refused. */
function loopbackOrigin(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw new Error('the address of the sandbox is not on this machine');
  }
  return url.origin;
}
