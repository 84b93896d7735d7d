import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/api/errors';
import type { RunTarget, TargetState } from '../../../../src/core/journal/runTargets';
import { isOwnReport } from '../../../../src/core/lists/ownExport';
import { targetKey } from '../../../../src/core/target';
import { reportText } from '../../../../src/vscode/run/runReport';
import { asset, fileTarget } from '../../../support/deletion/targets';

suite('the report of a run', () => {
  const now = Date.parse('2026-06-01T12:00:00Z');
  const run = (filePath: string, state: TargetState): RunTarget => {
    const target = fileTarget(asset(filePath.replaceAll(/\W/g, '-'), { filePath, size: 1024 }));
    const key = targetKey(target);
    return { planned: { key, target, source: undefined, references: [] }, state };
  };
  const failure = { kind: 'server', message: 'no *luck*', status: 500 } as unknown as ApiFailure;
  const text = (targets: readonly RunTarget[]) =>
    reportText({ account: 'acme', startedAt: '2026-06-01T09:30:00.000Z', targets }, now);

  test('has what failed first, by path, each with its cause', () => {
    const lines = text([
      run('/z.jpg', { kind: 'deleted', requestId: undefined }),
      run('/b.jpg', { kind: 'failed', failure }),
      run('/a.jpg', { kind: 'deleted', requestId: undefined }),
      run('/c.jpg', { kind: 'notAttempted', reason: { kind: 'cancelled' } }),
      run('/a2.jpg', { kind: 'failed', failure }),
    ]).split('\n');
    assert.deepEqual(
      lines.filter((line) => /^(##|- )/.test(line)),
      [
        '## Failed (2)',
        '- `/a2.jpg` (`-a2-jpg`): failed: no \\*luck\\* (500)',
        '- `/b.jpg` (`-b-jpg`): failed: no \\*luck\\* (500)',
        '## Not attempted (1)',
        '- `/c.jpg` (`-c-jpg`): not attempted: you stopped the run',
        '## Deleted (2)',
        '- `/a.jpg` (`-a-jpg`)',
        '- `/z.jpg` (`-z-jpg`)',
      ],
    );
    assert.ok(
      lines.includes(
        '5 files: 2 deleted (2 KB), 0 already gone, 2 failed, 0 unknown, 1 not attempted',
      ),
    );
  });

  test('says when, by the clock of this machine', () => {
    const local = new Intl.DateTimeFormat('en', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date('2026-06-01T09:30:00.000Z'));
    assert.ok(text([]).startsWith(`# Deletion from acme, today at ${local}\n`), text([]));
  });

  test('is known as a report where it is saved, and is no Markdown by what it names', () => {
    const report = text([
      run('/`x`](command:y)\n# z.jpg', { kind: 'deleted', requestId: undefined }),
    ]);
    assert.ok(isOwnReport(report));
    assert.equal(report.split('\n').filter((line) => line.startsWith('#')).length, 2);
    assert.ok(report.includes('- ``/`x`] (command:y) # z.jpg``'), report);
  });
});
