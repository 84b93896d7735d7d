import { createRequire } from 'node:module';
import { object, parse, string } from 'valibot';
import type * as vscode from 'vscode';
import { isLoopback } from '../../api/apiHost';
import { defaultHost } from '../../core/finder/address/endpoint';
import { resetSandbox } from '../../io/sandbox/resetSandbox';
import { joinSharedSandbox, type SharedSandboxParts } from '../../io/sandbox/sharedSandbox';
import { SandboxError } from '../failures/errors';

/** Where the sandbox answers, and its own key: a dummy that is good for nothing else. */
export interface SandboxAccess {
  /** Origin on this machine. */
  readonly apiHost: string;
  readonly key: string;
  /** Where its files are delivered from, and the form that code has for the live service. */
  readonly urlEndpoints: readonly string[];
}

/** What the host is made from. */
export interface SandboxHostParts extends SharedSandboxParts {
  /** A sandbox that somebody else runs on this machine, which is then used in place of our own. */
  readonly runningUrl: string | undefined;
}

/** What the sandbox's bundle must export. */
const bundle = object({ DEFAULT_KEYS: object({ standard: string() }), IMAGEKIT_ID: string() });

/** This window's way to the sandbox that all windows share, which its first use starts. */
export class SandboxHost implements vscode.Disposable {
  private access: Promise<SandboxAccess> | undefined;
  private leave: () => void = () => undefined;

  constructor(private readonly parts: SandboxHostParts) {}

  /** Starts the sandbox unless it runs. Throws `SandboxError`; the next call tries again. */
  open(): Promise<SandboxAccess> {
    this.access ??= this.join().catch((error: unknown) => {
      this.access = undefined;
      throw new SandboxError('the sandbox could not be started', { cause: error });
    });
    return this.access;
  }

  /** Brings back all that it held at first, for every window. Throws `SandboxError`. */
  async reset(): Promise<void> {
    const { apiHost } = await this.open();
    try {
      await resetSandbox(apiHost);
    } catch (error) {
      throw new SandboxError('the sandbox could not be reset', { cause: error });
    }
  }

  dispose(): void {
    this.leave();
    this.access = undefined;
  }

  private async join(): Promise<SandboxAccess> {
    // A path that is known only now: the bundler must not follow it.
    const loaded: unknown = createRequire(this.parts.script)(this.parts.script);
    const { DEFAULT_KEYS, IMAGEKIT_ID } = parse(bundle, loaded);
    const apiHost = loopbackOrigin(this.parts.runningUrl ?? (await this.joinShared()));
    const hosts = [apiHost, `https://${defaultHost}`];
    const urlEndpoints = hosts.map((host) => `${host}/${IMAGEKIT_ID}`);
    return { apiHost, key: DEFAULT_KEYS.standard, urlEndpoints };
  }

  private async joinShared(): Promise<string> {
    const { url, ended, leave } = await joinSharedSandbox(this.parts);
    this.leave = leave;
    // One that was ended from outside is started anew by its next use.
    void ended.then(() => {
      this.access = undefined;
    });
    return url;
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
