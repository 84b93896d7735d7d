// An extension that starts before all others, wakes the empty one and ours in turn, and writes down
// what that took: the heap by itself, the times as VS Code's own "Startup Performance" has them.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { extensionId } from '../support/extensionId';
import { until } from '../support/until';

/** What one start gives; times in whole ms, as VS Code rounds them. */
export interface Start {
  readonly ours: Cost;
  readonly empty: Cost;
}

/** What an extension costs a window. */
export interface Cost extends ActivationTimes {
  /** Of the host, after a collection, before the extension is woken and after that. */
  readonly heapMB: number;
  readonly heapBeforeMB: number;
}

interface ActivationTimes {
  readonly load: number;
  readonly call: number;
}

/** In this time, in ms, an extension has done what it does after its start. */
const settleMs = 1500;

/** The extension that does nothing. */
export const emptyId = 'bench.empty';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * VS Code wakes the others when this is over, so that each is woken alone here. The order changes
 * from start to start: who comes first may warm up what both need.
 */
export async function activate(): Promise<void> {
  const [file] = await vscode.workspace.findFiles('**/*.txt');
  if (file) await vscode.window.showTextDocument(file);
  // What a starting host does by itself must be over.
  await pause(2 * settleMs);
  const order =
    readFileSync(process.env['BENCH_FIRST'] ?? '', 'utf8') === 'ours'
      ? [extensionId, emptyId]
      : [emptyId, extensionId];
  const heaps = new Map<string, Pick<Cost, 'heapMB' | 'heapBeforeMB'>>();
  for (const id of order) {
    const heapBeforeMB = heapMB();
    await vscode.extensions.getExtension(id)?.activate();
    await pause(settleMs);
    heaps.set(id, { heapBeforeMB, heapMB: heapMB() });
  }
  void report(heaps).catch((error: unknown) => console.error(error));
}

async function report(heaps: ReadonlyMap<string, Pick<Cost, 'heapMB' | 'heapBeforeMB'>>) {
  await vscode.commands.executeCommand('perfview.show');
  const text = await until('the startup performance', () => {
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
    const found = shown?.getText() ?? '';
    return found.includes(extensionId) && found.includes(emptyId) && found;
  });
  const costOf = (id: string): Cost => {
    const heap = heaps.get(id) ?? { heapMB: NaN, heapBeforeMB: NaN };
    return { ...timesOf(id, text), ...heap };
  };
  const start: Start = { ours: costOf(extensionId), empty: costOf(emptyId) };
  writeFileSync(process.env['BENCH_RESULT'] ?? '', JSON.stringify(start));
}

function heapMB(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** A row reads: name, eager, load, call, finish, event, by. */
function timesOf(id: string, text: string): ActivationTimes {
  const row = text.split('\n').find((line) => line.includes(id) && line.split('|').length > 6);
  const [load = NaN, call = NaN] = (row?.split('|') ?? [])
    .map((cell) => cell.trim())
    .filter((cell) => /^\d+$/.test(cell))
    .map(Number);
  return { load, call };
}
