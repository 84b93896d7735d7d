// An extension that starts before all others, wakes the empty one and ours in turn, and writes down
// what that took: the heap by itself, the times as VS Code's own "Startup Performance" has them.
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { extensionId } from '../support/extensionId';
import { until } from '../support/until';

/** What one start gives; times in whole ms, as VS Code rounds them. */
export interface Start {
  readonly ours: ActivationTimes;
  readonly empty: ActivationTimes;
  readonly heapMB: number;
  readonly emptyHeapMB: number;
}

export interface ActivationTimes {
  readonly load: number;
  readonly call: number;
}

/** In this time, in ms, an extension has done what it does after its start. */
const settleMs = 1500;

/** The extension that does nothing. */
export const emptyId = 'bench.empty';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export function activate(): void {
  void measure().then(
    (start) => writeFileSync(process.env['BENCH_RESULT'] ?? '', JSON.stringify(start)),
    (error: unknown) => console.error(error),
  );
}

async function measure(): Promise<Start> {
  const [file] = await vscode.workspace.findFiles('**/*.txt');
  if (file) await vscode.window.showTextDocument(file);
  await wake(emptyId);
  // What a starting host does by itself must be over.
  await pause(5 * settleMs);
  const emptyHeapMB = heapMB();
  await wake(extensionId);
  const heap = heapMB();
  await vscode.commands.executeCommand('perfview.show');
  const text = await until('the startup performance', () => {
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
    const found = shown?.getText() ?? '';
    return found.includes(extensionId) && found.includes(emptyId) && found;
  });
  return {
    ours: timesOf(extensionId, text),
    empty: timesOf(emptyId, text),
    heapMB: heap,
    emptyHeapMB,
  };
}

/** Wakes an extension, and gives what it does right after that its time. */
async function wake(id: string): Promise<void> {
  await vscode.extensions.getExtension(id)?.activate();
  await pause(settleMs);
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
