import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/paths';
import { until } from '../support/until';

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** The processes of this machine that run, from Linux's own list. */
function processes(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return []; // It ended while the list was read.
      }
    });
}

function below(pid: number, all: readonly Process[]): readonly number[] {
  return all
    .filter((process) => process.parent === pid)
    .flatMap((child) => [child.pid, ...below(child.pid, all)]);
}

const endings = {
  'a failure that nobody caught': (pid: number, fail: () => void) => {
    fail();
  },
  'Ctrl-C': (pid: number) => process.kill(pid, 'SIGINT'),
  'a polite end': (pid: number) => process.kill(pid, 'SIGTERM'),
  'a kill': (pid: number) => process.kill(pid, 'SIGKILL'),
};

if (process.platform === 'linux') {
  suite('the processes of a window', function () {
    this.timeout(90_000);

    for (const [name, end] of Object.entries(endings)) {
      test(`are all gone after ${name}`, async () => {
        const holder = fork(path.join(root, 'test/support/host/holdWindow.ts'), {
          cwd: root,
          execArgv: ['--import', 'tsx'],
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        });
        assert.ok(holder.pid);
        await once(holder, 'message');
        const started = below(holder.pid, processes());
        assert.ok(started.length > 4, `only ${started.length} processes`);
        end(holder.pid, () => holder.send('fail'));
        await until('every process to end', () => {
          const now = new Set(processes().map((process) => process.pid));
          return !started.some((pid) => now.has(pid));
        });
      });
    }
  });
}
