import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder of its own for each test of the suite that this is called in; removed after it. */
export function useFolder(): () => string {
  let folder: string | undefined;

  setup(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'imagekit-cleanup-test-'));
  });
  teardown(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  });

  return () => {
    if (folder === undefined) throw new Error('The folder exists only within tests.');
    return folder;
  };
}
