import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { withLookUpProgress, withProgress } from '../../../../src/vscode/ui/progress';

suite('the word about a look-up in the status bar', () => {
  const { setStatusBarMessage } = vscode.window;

  teardown(() => {
    Object.assign(vscode.window, { setStatusBarMessage });
  });

  test('draws no icon that a name is called by', async () => {
    const said: string[] = [];
    Object.assign(vscode.window, {
      setStatusBarMessage: (text: string) => {
        said.push(text);
        return new vscode.Disposable(() => undefined);
      },
    });
    await withLookUpProgress('checking the key of $(trash)', () => Promise.resolve());
    assert.deepEqual(said, ['$(loading~spin) ImageKit: checking the key of \\$(trash)']);
  });
});

suite('a look-up', () => {
  test('ends without a result when nobody needs it any more', async () => {
    const closed = new AbortController();
    const looked = withLookUpProgress(
      'checking 3 files again…',
      (_say, signal) =>
        new Promise<string>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
      closed.signal,
    );
    closed.abort();
    assert.equal(await looked, undefined);
    const late = withLookUpProgress(
      'checking 3 files again…',
      async (_say, signal) => {
        await Promise.resolve();
        signal.throwIfAborted();
      },
      closed.signal,
    );
    assert.equal(await late, undefined);
  });
});

suite('what a person started, in the status bar', () => {
  const { setStatusBarMessage, withProgress: own } = vscode.window;
  let said: string[];
  let gone: string[];
  let cancel: () => void;

  setup(() => {
    [said, gone] = [[], []];
    Object.assign(vscode.window, {
      setStatusBarMessage: (text: string) => {
        said.push(text);
        return new vscode.Disposable(() => gone.push(text));
      },
      withProgress: (_options: unknown, task: (progress: unknown, token: unknown) => unknown) => {
        const onCancellationRequested = (listener: () => void) => {
          cancel = listener;
          return new vscode.Disposable(() => undefined);
        };
        return task({ report: () => undefined }, { onCancellationRequested });
      },
    });
  });

  teardown(() => {
    Object.assign(vscode.window, { setStatusBarMessage, withProgress: own });
  });

  test('has its share, each once, and nothing at the end', async () => {
    await withProgress('ImageKit', (say) => {
      for (const share of [0.1, 0.101, 0.5]) say('deleting', share);
      return Promise.resolve();
    });
    assert.deepEqual(said, ['$(sync~spin) ImageKit: 10%', '$(sync~spin) ImageKit: 50%']);
    assert.deepEqual(gone, said);
  });

  test('has its counts in place of its share, where it has some', async () => {
    await withProgress('ImageKit', (say) => {
      say('deleting', 0.3, '3/10');
      return Promise.resolve();
    });
    assert.deepEqual(said, ['$(sync~spin) ImageKit: 3/10']);
  });

  test('says that it is stopping until the last request has ended', async () => {
    let end = (): void => undefined;
    const working = withProgress('ImageKit', async (say, signal) => {
      say('deleting', 0.1);
      await new Promise<void>((resolve) => (end = resolve));
      assert.ok(signal.aborted);
      say('deleting', 0.2);
    });
    cancel();
    assert.equal(said.at(-1), '$(sync~spin) ImageKit: Stopping…');
    assert.ok(!gone.includes('$(sync~spin) ImageKit: Stopping…'));
    end();
    await working;
    assert.equal(said.length, 2);
    assert.deepEqual(gone, said);
  });
});
