import * as vscode from 'vscode';
import { plainLabel } from './plainLabel';

/** Says how far a work is; `sign` stands in the status bar in place of its share. */
export type SayHowFar = (message: string, share?: number, sign?: string) => void;

/**
 * Shows a cancellable notification while `work` runs, and its share in the status bar, where it stays
 * when somebody closes the notification. Cancelling aborts the signal; what that means is up to
 * `work`, whose result is returned either way, and until then the status bar says that it is stopping.
 */
export async function withProgress<T>(
  title: string,
  work: (say: SayHowFar, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const aborter = new AbortController();
      const status = new StatusSign();
      const listener = token.onCancellationRequested(() => {
        aborter.abort();
        status.say(vscode.l10n.t('Stopping…'));
      });
      let shown = 0;
      try {
        return await work((message, share, sign) => {
          const now = share === undefined ? shown : Math.max(shown, share * 100);
          progress.report({ message, increment: now - shown });
          shown = now;
          if (share !== undefined && !aborter.signal.aborted) status.say(sign ?? percentText(now));
        }, aborter.signal);
      } finally {
        listener.dispose();
        status.dispose();
      }
    },
  );
}

/** One word in the status bar, which the next one replaces. */
class StatusSign {
  private said = '';
  private shown: vscode.Disposable | undefined;

  say(text: string): void {
    if (text === this.said) return;
    this.said = text;
    const next = vscode.window.setStatusBarMessage(`$(sync~spin) ImageKit: ${plainLabel(text)}`);
    this.shown?.dispose();
    this.shown = next;
  }

  dispose(): void {
    this.shown?.dispose();
  }
}

function percentText(percent: number): string {
  return new Intl.NumberFormat(vscode.env.language, { style: 'percent' }).format(percent / 100);
}

/** Shorter work shows nothing: a notification that flashes up hides those that matter. */
const patienceMs = 800;

/**
 * Like `withProgress`, for look-ups that say what they do (`looking up files…`), and then how far they
 * are: the notification comes only when they take their time, after a word in the status bar at once;
 * a cancellation, or `ended`, which throws out of the work, makes the result `undefined`.
 */
export async function withLookUpProgress<T>(
  what: string,
  work: (say: (message: string, share?: number) => void, signal: AbortSignal) => Promise<T>,
  ended?: AbortSignal,
): Promise<T | undefined> {
  const aborter = new AbortController();
  const end = () => aborter.abort(ended?.reason);
  ended?.addEventListener('abort', end);
  if (ended?.aborted === true) end();
  let last: { message: string; share: number | undefined } = { message: what, share: undefined };
  let show = (message: string, share?: number): void => {
    last = { message, share };
  };
  const working = work(
    (message, share) => show(message === '' ? what : `${what} ${message}`, share),
    aborter.signal,
  );
  const sign = vscode.window.setStatusBarMessage(`$(loading~spin) ImageKit: ${plainLabel(what)}`);
  const slow = setTimeout(() => {
    void withProgress('ImageKit', async (say, signal) => {
      signal.addEventListener('abort', () => aborter.abort(signal.reason));
      show = say;
      say(last.message, last.share);
      await working.catch(() => undefined);
    });
  }, patienceMs);
  try {
    return await working;
  } catch (error) {
    // Backing out is an answer, not a failure.
    if (aborter.signal.aborted && error === aborter.signal.reason) return undefined;
    throw error;
  } finally {
    clearTimeout(slow);
    ended?.removeEventListener('abort', end);
    sign.dispose();
  }
}
