import * as vscode from 'vscode';

/**
 * Shows a cancellable notification while `work` runs. Cancelling aborts the signal; what that means
 * is up to `work`, whose result is returned either way.
 */
export async function withProgress<T>(
  title: string,
  work: (say: (message: string, share?: number) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const aborter = new AbortController();
      const listener = token.onCancellationRequested(() => aborter.abort());
      let shown = 0;
      try {
        return await work((message, share) => {
          const now = share === undefined ? shown : Math.max(shown, share * 100);
          progress.report({ message, increment: now - shown });
          shown = now;
        }, aborter.signal);
      } finally {
        listener.dispose();
      }
    },
  );
}

/** Like `withProgress`, for work that a cancellation throws out of: `undefined` means cancelled. */
export function withLookUpProgress<T>(
  title: string,
  work: (say: (message: string, share?: number) => void, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  return withProgress(title, async (say, signal) => {
    try {
      return await work(say, signal);
    } catch (error) {
      // Backing out is an answer, not a failure.
      if (signal.aborted && error === signal.reason) return undefined;
      throw error;
    }
  });
}
