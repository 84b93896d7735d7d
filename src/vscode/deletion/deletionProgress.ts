import * as vscode from 'vscode';
import type { TargetOutcome } from '../../core/run/outcome';
import { TimeLeft } from '../../core/run/timeLeft';
import { targetBytes, type PlannedTarget, type Target } from '../../core/target';
import { kindOf, partOf } from '../plan/countText';
import { formatBytes, formatCount } from '../ui/quantity';

/** A whole run under its progress bar: `deleting 340 of 1,000 files (412 MB) · 37/s · 18 s left`. */
export class DeletionProgress {
  private readonly total: number;
  private readonly kind: Target['kind'] | undefined;
  private readonly before: number;
  private readonly start = Date.now();
  private readonly batchSize: number;
  private readonly timeLeft: TimeLeft;
  private tick: NodeJS.Timeout | undefined;
  private done = 0;
  private bytes = 0;
  private backedUp = 0;
  private backedUpAt = 0;

  /** What has ended before counts as done. `batchSize` files go in one request. */
  constructor(
    open: readonly PlannedTarget[],
    known: readonly TargetOutcome[],
    { batchSize, atATime }: { readonly batchSize: number; readonly atATime: number },
    private readonly say: (message: string, share: number, sign: string) => void,
  ) {
    this.batchSize = batchSize;
    this.total = known.length + open.length;
    this.timeLeft = new TimeLeft(this.workOf(open), this.start, atATime);
    const all = [...known.map(({ planned }) => planned), ...open];
    this.kind = kindOf(all.map(({ target }) => target));
    this.count(known);
    this.before = this.done;
    this.show();
  }

  /** Counts what has ended. What was not attempted is none of it, though nothing more comes of it. */
  add(outcomes: readonly TargetOutcome[]): void {
    this.count(outcomes);
    this.timeLeft.add(this.workOf(outcomes.map(({ planned }) => planned)), Date.now());
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
    this.timeLeft.wait(untilMs, Date.now());
    this.sayWait(untilMs);
  }

  private sayWait(untilMs: number | undefined): void {
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
    if (seconds > 1)
      this.tick = setTimeout(() => this.sayWait(untilMs), left - (seconds - 1) * 1000);
  }

  /** Says nothing more by itself. */
  end(): void {
    clearTimeout(this.tick);
  }

  private count(outcomes: readonly TargetOutcome[]): void {
    for (const { planned, outcome } of outcomes) {
      if (outcome.kind !== 'notAttempted') this.done += 1;
      if (outcome.kind === 'deleted') this.bytes += targetBytes(planned.target);
    }
  }

  /** In requests: all but files go one by one. */
  private workOf(targets: readonly PlannedTarget[]): number {
    const files = targets.filter(({ target }) => target.kind === 'asset').length;
    return files / this.batchSize + targets.length - files;
  }

  private show(): void {
    clearTimeout(this.tick);
    const now = Date.now();
    const left = (this.timeLeft.ms(now) ?? 0) / 1000;
    // Of the last seconds nobody needs to be told.
    const isTold = left >= 2;
    const pace = ((this.done - this.before) * 1000) / (now - this.start);
    this.sayHowFar(isTold ? [paceText(pace), timeText(left)] : []);
    // It counts down between the answers as well.
    if (isTold) this.tick = setTimeout(() => this.show(), 1000).unref();
  }

  private sayHowFar(more: readonly string[]): void {
    const counts = vscode.l10n.t(
      'deleting {0} ({1})',
      partOf(this.kind, this.done, this.total),
      formatBytes(this.bytes),
    );
    const backedUp =
      this.backedUp === 0 ? [] : [vscode.l10n.t('backed up {0}', formatBytes(this.backedUp))];
    const share = this.done / Math.max(1, this.total);
    const sign = vscode.l10n.t('{0}/{1}', formatCount(this.done), formatCount(this.total));
    this.say([counts, ...backedUp, ...more].join(' · '), share, sign);
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
