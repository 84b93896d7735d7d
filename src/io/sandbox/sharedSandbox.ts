import { fork } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { writeWhole } from '../disk/wholeFile';
import { takeRunLock } from '../journal/runLock';

/** The sandbox that all windows share, for as long as this one stays in it. */
export interface SharedSandbox {
  /** Its origin on this machine. */
  readonly url: string;
  /** Settles when it has ended, or this window has left. */
  readonly ended: Promise<void>;
  /** Some time after the last window has left, it ends. */
  readonly leave: () => void;
}

/** Which sandbox to share. */
export interface SharedSandboxParts {
  /** Of the extension on this machine: the record of the one that runs is in it. */
  readonly folder: string;
  /** The sandbox's bundle. */
  readonly script: string;
  /** How long it outlives the last window, so that a reload finds it again. Two minutes. */
  readonly graceMs?: number;
}

const addressSchema = v.object({
  url: v.string(),
  door: v.number(),
  /** For people who look for it. */
  pid: v.number(),
  token: v.string(),
});
type Address = v.InferOutput<typeof addressSchema>;

const defaultGraceMs = 120_000;
/** Longer than a busy machine takes to start it, in ms. */
const startMs = 30_000;
/** Longer than the door of a sandbox takes to answer, in ms. */
const answerMs = 3_000;
/** Between two looks while another window starts it, in ms. */
const pauseMs = 100;

/**
 * Joins the sandbox that runs, or starts one that outlives this window. Of windows that come at the
 * same time one starts it and the others find it. A record proves nothing by itself: only what signs
 * this window's challenge with the recorded token is believed, so no other program that got the port
 * is taken for it. Throws when it can't be started.
 */
export async function joinSharedSandbox(parts: SharedSandboxParts): Promise<SharedSandbox> {
  const signal = AbortSignal.timeout(startMs);
  await mkdir(parts.folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const joined = (await joinRecorded(parts.folder)) ?? (await startUnlessStarting(parts, signal));
    if (joined) return joined;
    await sleep(pauseMs, undefined, { signal });
  }
}

async function joinRecorded(folder: string): Promise<SharedSandbox | undefined> {
  // No record, and one that can't be read, mean the same: there is none to join.
  const text = await readFile(recordIn(folder), 'utf8').catch(() => '');
  const record = v.safeParse(v.pipe(v.string(), v.parseJson(), addressSchema), text);
  return record.success ? enter(record.output) : undefined;
}

/** Starts one, unless another window is about to. */
async function startUnlessStarting(
  { folder, script, graceMs = defaultGraceMs }: SharedSandboxParts,
  signal: AbortSignal,
): Promise<SharedSandbox | undefined> {
  const attempt = await takeRunLock(folder, 'sandbox');
  if (attempt.kind === 'busy') return undefined;
  try {
    // Another window may have ended its start just before.
    const running = await joinRecorded(folder);
    if (running) return running;
    const address = await start(script, graceMs, signal);
    await writeWhole(recordIn(folder), JSON.stringify(address));
    return await enter(address);
  } finally {
    await attempt.lock.release();
  }
}

/** Starts the process on its own feet: it must not end with the window, whose reload it outlives. */
async function start(script: string, graceMs: number, signal: AbortSignal): Promise<Address> {
  const child = fork(script, ['shared', String(graceMs)], {
    cwd: os.tmpdir(),
    detached: true,
    // Not what this process was started with, such as a debugger's port.
    execArgv: [],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const ended = once(child, 'exit', { signal: either }).then(([code]: unknown[]) => {
    throw new Error(`the process ended with code ${String(code)}`);
  });
  try {
    const [message] = (await Promise.race([
      once(child, 'message', { signal: either }),
      ended,
    ])) as unknown[];
    return v.parse(addressSchema, message);
  } catch (error) {
    child.kill();
    throw error;
  } finally {
    over.abort();
    ended.catch(() => undefined);
  }
}

function recordIn(folder: string): string {
  return path.join(folder, 'sandbox.json');
}

/** Goes through the door of a sandbox; `undefined` when it isn't the one that was recorded. */
async function enter({ url, door, token }: Address): Promise<SharedSandbox | undefined> {
  const socket = createConnection(door, '127.0.0.1');
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // What goes wrong with it closes it, which is all that counts.
  socket.on('error', () => undefined);
  const challenge = randomBytes(16).toString('hex');
  const signed = createHmac('sha256', token).update(challenge).digest('hex');
  if ((await ask(socket, challenge, signed.length)) !== signed) {
    socket.destroy();
    return undefined;
  }
  socket.resume();
  return { url, ended, leave: () => void socket.destroy() };
}

/** What is answered to one line, if it is as long as expected. */
function ask(socket: Socket, line: string, length: number): Promise<string | undefined> {
  socket.setEncoding('latin1').setTimeout(answerMs, () => socket.destroy());
  socket.write(`${line}\n`);
  return new Promise((resolve) => {
    let said = '';
    const hear = (text: string): void => {
      said += text;
      if (said.length <= length) return;
      socket.off('data', hear).setTimeout(0);
      resolve(said.endsWith('\n') ? said.slice(0, -1) : undefined);
    };
    socket.on('data', hear).once('close', () => resolve(undefined));
  });
}
