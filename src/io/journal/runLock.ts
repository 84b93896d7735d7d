import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { namesIn } from '../disk/namesIn';
import { patience, patiently } from '../disk/patiently';
import { sweepDrafts, writeWhole } from '../disk/wholeFile';
import { isListening, listen, sweepPipe } from './lifePipe';

const holderEntries = { pid: v.number(), since: v.string() };
const ticketSchema = v.object({ ...holderEntries, pipe: v.string() });

/** Who runs something on an account: a process of this machine, and since when (ISO 8601). */
export interface LockHolder {
  readonly pid: number;
  readonly since: string;
}

/** The right to run on an account, until it is released or the process ends, however it ends. */
export interface RunLock {
  /** Never fails. */
  release(): Promise<void>;
}

/** What came of asking for the lock. */
export type LockAttempt =
  | { readonly kind: 'held'; readonly lock: RunLock }
  | { readonly kind: 'busy'; readonly holder: LockHolder };

const suffix = '.json';
const mostTries = 5;
const longestPauseMs = 50;

/**
 * Takes the lock of an account: one run of this machine can have it at a time, whatever its window
 * or process. Throws the system error when it can't be written down in `folder`, or when it can't be
 * found out who else is there; nothing of it is held then.
 *
 * Who wants the lock puts down a ticket of its own and then looks for others. Of two at once at least
 * one sees the other, so they never both hold it; who sees another steps back and tries again. A
 * ticket counts as long as its process keeps the pipe open that it names. A dead ticket can be
 * removed at any moment, since its name is never used again.
 */
export async function takeRunLock(folder: string, accountId: string): Promise<LockAttempt> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let tries = 1; ; tries += 1) {
    const ticket = await putTicket(folder, accountId);
    const holder = await firstHolder(folder, accountId, ticket.name).catch(
      async (error: unknown) => {
        await ticket.remove();
        throw error;
      },
    );
    if (!holder) {
      await sweepDrafts(folder).catch(() => undefined);
      return { kind: 'held', lock: { release: () => ticket.remove() } };
    }
    await ticket.remove();
    if (tries >= mostTries) return { kind: 'busy', holder };
    await sleep(Math.random() * longestPauseMs);
  }
}

/** Who holds the lock of an account; `undefined` when nobody does. */
export function findRunLock(folder: string, accountId: string): Promise<LockHolder | undefined> {
  return firstHolder(folder, accountId, undefined);
}

async function putTicket(folder: string, accountId: string) {
  const id = randomBytes(8).toString('hex');
  const { pipe, close } = await listen(id);
  const name = `${prefixOf(accountId)}${id}${suffix}`;
  const ticket = { pid: process.pid, since: new Date().toISOString(), pipe };
  const remove = async (): Promise<void> => {
    // Without its pipe a ticket counts for nothing, even where it can't be removed.
    await removeTicket(path.join(folder, name), patience.remove);
    await close();
  };
  try {
    await writeWhole(path.join(folder, name), JSON.stringify(ticket));
  } catch (error) {
    await close();
    throw error;
  }
  return { name, remove };
}

async function firstHolder(
  folder: string,
  accountId: string,
  ownName: string | undefined,
): Promise<LockHolder | undefined> {
  const prefix = prefixOf(accountId);
  for (const name of await namesIn(folder)) {
    if (!name.startsWith(prefix) || name === ownName) continue;
    const file = path.join(folder, name);
    const ticket = await readTicket(file);
    if (ticket && (await isListening(ticket.pipe))) return { pid: ticket.pid, since: ticket.since };
    // Left by a process that is gone. Another one may be removing it too, or still looking at it.
    if (ticket) await sweepPipe(ticket.pipe, name.slice(prefix.length, -suffix.length));
    await removeTicket(file, 0);
  }
  return undefined;
}

/** What a ticket says; `undefined` when it is gone or was not written to its end. */
async function readTicket(file: string): Promise<v.InferOutput<typeof ticketSchema> | undefined> {
  const text = await patiently(() => readFile(file, 'utf8').catch(emptyIfMissing), patience.read);
  const ticket = v.safeParse(v.pipe(v.string(), v.parseJson(), ticketSchema), text);
  return ticket.success ? ticket.output : undefined;
}

/** A ticket without a process counts for nothing, so the next one who looks may remove it as well. */
async function removeTicket(file: string, mostMs: number): Promise<void> {
  await patiently(() => rm(file, { force: true }), mostMs).catch(() => undefined);
}

/** Account ids are not file names. */
function prefixOf(accountId: string): string {
  const hash = createHash('sha256').update(accountId).digest('hex').slice(0, 16);
  return `lock-${hash}-`;
}

function emptyIfMissing(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
