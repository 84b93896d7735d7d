import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A Git repository in a folder, for tests. */
export interface GitRepository {
  readonly git: (...args: readonly string[]) => string;
  /** Writes files by their paths, and deletes those that are `undefined`. */
  readonly write: (files: Readonly<Record<string, string | Uint8Array | undefined>>) => void;
  /** Commits all there is, and returns the commit's id. */
  readonly commit: (message: string) => string;
}

/** Makes the folder a repository whose first branch is `main`. */
export function gitRepository(folder: string): GitRepository {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  return {
    git,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(folder, name);
        if (content === undefined) rmSync(file);
        else {
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, content);
        }
      }
    },
    commit(message) {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', `--message=${message}`);
      return git('rev-parse', 'HEAD');
    },
  };
}
