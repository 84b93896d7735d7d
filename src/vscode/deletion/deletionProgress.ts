import * as vscode from 'vscode';
import type { TargetOutcome } from '../../core/run/outcome';
import { targetBytes, type PlannedTarget, type Target } from '../../core/target';
import { kindOf, partOf } from '../plan/countText';
import { formatBytes, formatCount } from '../ui/quantity';

/** A whole run under its progress bar: `deleting 340 of 1,000 files (412 MB) · 37/s · 18 s left`. */
export class DeletionProgress {
  private readonly total: number;
  private readonly kind: Target['kind'] | undefined;
  private readonly before: number;
  private readonly start = Date.now();
  private tick: NodeJS.Timeout | undefined;
  private done = 0;
  private bytes = 0;
  private backedUp = 0;
  private backedUpAt = 0;

  /** What has ended before counts as done. */
  constructor(
    open: readonly PlannedTarget[],
    known: readonly TargetOutcome[],
    private readonly say: (message: string, share: number) => void,
  ) {
    this.before = known.length;
    this.total = known.length + open.length;
    const all = [...known.map(({ planned }) => planned), ...open];
    this.kind = kindOf(all.map(({ target }) => target));
    this.add(known);
  }

  /** Counts what has ended. */
  add(outcomes: readonly TargetOutcome[]): void {
    for (const { planned, outcome } of outcomes) {
      this.done += 1;
      if (outcome.kind === 'deleted') this.bytes += targetBytes(planned.target);
    }
    this.show();
  }

  /** Counts bytes that were backed up; said now and then, not for each of many. */
  backUp(bytes: number): void {
    this.backedUp += bytes;
    if (Date.now() - this.backedUpAt < 200) return;
    this.backedUpAt = Date.now();
    this.show();
  }

  /** Says until when (milliseconds since 1970) nothing is sent; `undefined` when that is over. */
  wait(untilMs: number | undefined): void {
    clearTimeout(this.tick);
    if (untilMs === undefined) {
      this.show();
      return;
    }
    const left = untilMs - Date.now();
    const seconds = Math.max(1, Math.ceil(left / 1000));
    this.sayHowFar([
      vscode.l10n.t("waiting {0} s for ImageKit's rate limit", formatCount(seconds)),
    ]);
    // The next second begins when less than this one is left.
    if (seconds > 1) this.tick = setTimeout(() => this.wait(untilMs), left - (seconds - 1) * 1000);
  }

  /** Says nothing more by itself. */
  end(): void {
    clearTimeout(this.tick);
  }

  private show(): void {
    clearTimeout(this.tick);
    const seconds = (Date.now() - this.start) / 1000;
    const doneHere = this.done - this.before;
    const left = doneHere === 0 ? 0 : (seconds / doneHere) * (this.total - this.done);
    // What has just begun tells nothing about its pace yet.
    this.sayHowFar(left < 2 || seconds < 1 ? [] : [paceText(doneHere / seconds), timeText(left)]);
  }

  private sayHowFar(more: readonly string[]): void {
    const counts = vscode.l10n.t(
      'deleting {0} ({1})',
      partOf(this.kind, this.done, this.total),
      formatBytes(this.bytes),
    );
    const backedUp =
      this.backedUp === 0 ? [] : [vscode.l10n.t('backed up {0}', formatBytes(this.backedUp))];
    this.say([counts, ...backedUp, ...more].join(' · '), this.done / Math.max(1, this.total));
  }
}

function paceText(perSecond: number): string {
  const rounded = perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond);
  return vscode.l10n.t('{0}/s', formatCount(rounded));
}

/** Minutes once there are several: nobody counts 2,000 seconds. */
function timeText(seconds: number): string {
  return seconds < 120
    ? vscode.l10n.t('{0} s left', formatCount(Math.round(seconds)))
    : vscode.l10n.t('{0} min left', formatCount(Math.round(seconds / 60)));
}
