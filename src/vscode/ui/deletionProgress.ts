import * as vscode from 'vscode';
import type { TargetOutcome } from '../../core/deletion/outcome';
import type { Resumption } from '../../core/deletion/resume';
import { targetBytes, type Target } from '../../core/deletion/target';
import { kindOf, partOf } from './countText';
import { formatBytes, formatCount } from './quantity';

/** A whole run under its progress bar: `deleting 340 of 1,000 files (412 MB) · 18 s left`. */
export class DeletionProgress {
  readonly #total: number;
  readonly #kind: Target['kind'] | undefined;
  readonly #before: number;
  readonly #start = Date.now();
  #done = 0;
  #bytes = 0;

  /** What an earlier part of the run has settled counts as done. */
  constructor(
    { plan, settled }: Pick<Resumption, 'plan' | 'settled'>,
    private readonly say: (message: string, share: number) => void,
  ) {
    this.#before = settled.length;
    this.#total = settled.length + plan.targets.length;
    const all = [...settled.map(({ planned }) => planned), ...plan.targets];
    this.#kind = kindOf(all.map(({ target }) => target));
    this.add(settled);
  }

  /** Counts what has ended. */
  add(outcomes: readonly TargetOutcome[]): void {
    for (const { planned, outcome } of outcomes) {
      this.#done += 1;
      if (outcome.kind === 'deleted') this.#bytes += targetBytes(planned.target);
    }
    this.#show();
  }

  /** Says until when (milliseconds since 1970) nothing is sent; `undefined` when that is over. */
  wait(untilMs: number | undefined): void {
    if (untilMs === undefined) {
      this.#show();
      return;
    }
    const seconds = Math.max(1, Math.ceil((untilMs - Date.now()) / 1000));
    this.#say(vscode.l10n.t("waiting {0} s for ImageKit's rate limit", formatCount(seconds)));
  }

  #show(): void {
    const elapsed = Date.now() - this.#start;
    const doneHere = this.#done - this.#before;
    const left = doneHere === 0 ? 0 : (elapsed / doneHere) * (this.#total - this.#done);
    const seconds = Math.round(left / 1000);
    this.#say(seconds < 2 ? '' : vscode.l10n.t('{0} s left', formatCount(seconds)));
  }

  #say(more: string): void {
    const counts = vscode.l10n.t(
      'deleting {0} ({1})',
      partOf(this.#kind, this.#done, this.#total),
      formatBytes(this.#bytes),
    );
    this.say(more === '' ? counts : `${counts} · ${more}`, this.#done / Math.max(1, this.#total));
  }
}
