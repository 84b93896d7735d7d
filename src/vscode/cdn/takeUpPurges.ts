import * as vscode from 'vscode';
import { redact } from '../../api/redact';
import type { Purges } from './purges';

/** Long enough after the start for everything that a person waits for, ms. */
const afterStartMs = 1000;

/** Goes on with the purges that an earlier window left: some time after the start, and on focus. */
export function takeUpPurges({
  purges,
  log,
}: {
  readonly purges: Pick<Purges, 'takeUp'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}): vscode.Disposable {
  const look = () => {
    purges.takeUp().catch((error: unknown) => {
      // Nobody asked for this; the history shows how they stand.
      log.warn(`purge: those left could not be taken up: ${redact(String(error))}`);
    });
  };
  const timer = setTimeout(look, afterStartMs);
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(timer)),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) look();
    }),
  );
}
